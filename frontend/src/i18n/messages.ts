// The one message catalogue, shared with the server: backend/descent/messages/<language>/*.json, merged. English is in the
// page; another language comes from the server before the page begins (i18n/language).

import { writeNumbers } from './numbers';

type Forms = { [category: string]: string };
type Message = string | Forms;
export type Params = { readonly [name: string]: string | number };

// Explanations are many words for few moments: views/explain loads them when they are asked for. Those of settings are
// fetched as data (i18n/settings).
// A cast and no type argument: by `import.meta.glob(` vitest's cache knows a module that depends on other files.
const files = import.meta.glob(
  ['@messages/en/*.json', '!@messages/en/{explain,examples.generated,settings.generated}.json'],
  {
    eager: true,
    import: 'default'
  }
) as {
  [path: string]: { [code: string]: Message };
};

let plurals = new Intl.PluralRules('en');
/** What another language says instead; what it lacks is said in English. */
let translated: ReadonlyMap<string, Message> = new Map();
const catalogue = new Map<string, Message>(Object.values(files).flatMap((file) => Object.entries(file)));

/** Speak another language from now on: before the first word of the page is said. */
export function speak(language: string, messages: { readonly [code: string]: Message }): void {
  plurals = new Intl.PluralRules(language);
  translated = new Map(Object.entries(messages));
  writeNumbers(language);
}

/** Further messages in English, for what is loaded later. */
export function learn(messages: { readonly [code: string]: Message }): void {
  for (const [code, message] of Object.entries(messages)) catalogue.set(code, message);
}

/** Whether the catalogue knows the code. */
export function has(code: string): boolean {
  return catalogue.has(code) || translated.has(code);
}

function form(message: Message, params: Params): string {
  if (typeof message === 'string') return message;
  const category = plurals.select(Number(params['count'] ?? 0));
  return message[category] ?? message['other'] ?? '';
}

/**
 * The words of a code, its `{name}`s replaced. Where the message has plural forms, `params.count` chooses.
 * An unknown code gives the code: a sentence from a newer server is still better than none.
 */
export function t(code: string, params: Params = {}): string {
  const message = translated.get(code) ?? catalogue.get(code);
  if (message === undefined) return code;
  return form(message, params).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(value);
  });
}
