// Files out of the page and into it, and the link to the document.

import { LinkError, parseDocument } from '../../graph/codec';
import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';
import { toasts } from '../../ui/toasts.svelte';

/** A file name that every system takes. */
export function fileName(name: string, ending: string): string {
  const stem = name
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 60);
  return `${stem || 'descent'}.${ending}`;
}

function download(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}

export function saveText(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  download(url, name);
  URL.revokeObjectURL(url);
}

export function downloadDocument(): void {
  saveText(JSON.stringify(app.document, null, 2) + '\n', fileName(app.document.name, 'json'), 'application/json');
}

export function downloadWeights(): void {
  download(app.weightsUrl, fileName(app.document.name, 'safetensors'));
}

/** One file of a person's choice, or null. */
export function chooseFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => {
      resolve(input.files?.[0] ?? null);
    });
    input.addEventListener('cancel', () => {
      resolve(null);
    });
    input.click();
  });
}

export async function copyLink(): Promise<void> {
  const link = await app.link();
  try {
    await navigator.clipboard.writeText(link);
    toasts.show(t('share.copied'));
  } catch {
    // No permission, or no clipboard outside of https: the address bar has the same link.
    toasts.show(t('share.by_hand'));
  }
}

/** A document from a file opens in a session of its own; Back leads to what was there before. */
export async function openDocumentFile(): Promise<void> {
  const file = await chooseFile('.json,application/json');
  if (!file) return;
  let opened;
  try {
    opened = parseDocument(await file.text());
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    app.notices.add({ code: error.code, params: {}, node: null });
    return;
  }
  await app.openDocument(opened);
}

export async function openWeightsFile(): Promise<void> {
  const file = await chooseFile('.safetensors');
  if (!file) return;
  const before = app.notices.list;
  await app.loadWeights(file);
  if (app.notices.list === before) toasts.show(t('files.weights_loaded', { file: file.name }));
}
