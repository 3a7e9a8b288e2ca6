// Which languages there are and which one is spoken. The server chose it and wrote it on the root element of its shell; a
// person's choice is a cookie, so that also what the server says itself follows.

import { speak } from './messages';

const COOKIE = 'descent_language';
const YEAR = 31_536_000;

export interface Language {
  tag: string;
  /** In its own words. */
  name: string;
}

/** The language of the page: English is in it. */
export const language = (): string => document.documentElement.lang || 'en';

/** All languages that the server has. */
export function languages(): Language[] {
  const told = JSON.parse(document.documentElement.dataset['languages'] ?? '[]') as [string, string][];
  return told.map(([tag, name]) => ({ tag, name }));
}

/** Fetches the words of the page's language, if it is another than English. Without them the page speaks English. */
export async function listen(base: string): Promise<void> {
  const tag = language();
  if (tag === 'en') return;
  const answer = await fetch(`${base}api/messages/${encodeURIComponent(tag)}`).catch(() => null);
  if (answer?.ok) speak(tag, (await answer.json()) as Record<string, string | Record<string, string>>);
}

/** Another language: the page is loaded again, and goes on with the running session. */
export function chooseLanguage(tag: string, base: string): void {
  document.cookie = `${COOKIE}=${encodeURIComponent(tag)}; path=${base}; max-age=${YEAR}; samesite=lax`;
  window.location.reload();
}
