// Beginning with an empty drawing: where data come in, where the answer goes out, and nothing between them yet.

import { tick } from 'svelte';
import { emptyDocument } from '../../graph/empty';
import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';

export async function openNew(): Promise<void> {
  const names = { name: t('gallery.untitled'), input: t('layer.input.title'), output: t('layer.output.title') };
  await app.openDocument(emptyDocument(names));
  await tick();
  // The keys of the drawing are meant from here on, and not the button that was pressed.
  document.querySelector<HTMLElement>('[data-card]')?.focus();
}
