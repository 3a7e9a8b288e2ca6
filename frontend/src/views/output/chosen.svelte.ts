// Which view of the output a person chose for each kind of data; remembered by the browser.

import type { DataInfo } from '../../state/types';
import { kindOf, viewFor, type View } from './views';

const KEY = 'descent.output';

function remembered(): Record<string, string> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof found === 'object' && found !== null ? (found as Record<string, string>) : {};
  } catch {
    return {};
  }
}

class Chosen {
  private byKind = $state.raw(remembered());

  view(data: DataInfo): View {
    return viewFor(data, this.byKind);
  }

  choose(data: DataInfo, view: View): void {
    this.byKind = { ...this.byKind, [kindOf(data)]: view };
    localStorage.setItem(KEY, JSON.stringify(this.byKind));
  }
}

export const chosen = new Chosen();
