// The coach names cards by their id where a path has their index, because the drawing may have changed since.

import type { Change, Document } from '../../state/types';

/** The changes with cards by their index; null when one of the cards is gone. */
export function placed(document: Document, changes: readonly Change[]): Change[] | null {
  const found: Change[] = [];
  for (const { path, value } of changes) {
    const [area, list, card, ...rest] = path;
    if (area !== 'network' || list !== 'nodes' || typeof card !== 'string') {
      found.push({ path, value });
      continue;
    }
    const index = document.network.nodes.findIndex((node) => node.id === card);
    if (index < 0) return null;
    found.push({ path: [area, list, index, ...rest], value });
  }
  return found;
}
