// The words of all settings: many, and data, so they come beside the scripts and not in one. Before the page says a word.

import { learn } from './messages';
import settings from '@messages/en/settings.generated.json?url';

type Words = Record<string, string | Record<string, string>>;

export async function learnSettings(): Promise<void> {
  const answer = await fetch(settings);
  if (answer.ok) learn((await answer.json()) as Words);
}
