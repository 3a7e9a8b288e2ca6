// The fields of a form, read from the JSON Schema of a settings model.

import type { JsonValue } from '../../state/types';
import type { Bounds } from '../../ui/number';

export interface NumberSetting extends Bounds {
  type: 'number';
  name: string;
  initial: number | null;
}

export interface SwitchSetting {
  type: 'switch';
  name: string;
}

export interface ChoiceSetting {
  type: 'choice';
  name: string;
  values: string[];
  /** Those of the values that are whole numbers in the document. */
  numbers: ReadonlySet<string>;
}

export type Setting = NumberSetting | SwitchSetting | ChoiceSetting;

type Schema = Record<string, JsonValue>;

const isSchema = (value: JsonValue | undefined): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const number = (value: JsonValue | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

/** Words and small whole numbers together, such as a padding of "same", 0, 1, 2 …: one list to choose from. */
function mixedChoice(name: string, parts: readonly Schema[]): ChoiceSetting | null {
  const words = parts.flatMap((part) => [part['const'], ...(Array.isArray(part['enum']) ? part['enum'] : [])]);
  const whole = parts.find((part) => part['type'] === 'integer');
  const low = number(whole?.['minimum']);
  const high = number(whole?.['maximum']);
  const texts = words.filter((word) => typeof word === 'string');
  if (texts.length === 0 || low === undefined || high === undefined) return null;
  const numbers = Array.from({ length: high - low + 1 }, (_, index) => String(low + index));
  return { type: 'choice', name, values: [...texts, ...numbers], numbers: new Set(numbers) };
}

function settingOf(name: string, schema: Schema): Setting | null {
  const either = Array.isArray(schema['anyOf']) ? schema['anyOf'].filter(isSchema) : [];
  const optional = either.some((one) => one['type'] === 'null');
  const one: Schema = optional ? { ...schema, ...either.find((part) => part['type'] !== 'null') } : schema;
  const { type } = one;
  if (!optional && either.length > 1) return mixedChoice(name, either);
  if (type === 'number' || type === 'integer') {
    return {
      type: 'number',
      name,
      initial: number(schema['default']) ?? null,
      min: number(one['minimum']),
      max: number(one['maximum']),
      above: number(one['exclusiveMinimum']),
      below: number(one['exclusiveMaximum']),
      integer: type === 'integer',
      optional
    };
  }
  if (type === 'boolean') return { type: 'switch', name };
  if (Array.isArray(one['enum'])) {
    const values = one['enum'].filter((value) => typeof value === 'string');
    return { type: 'choice', name, values, numbers: new Set() };
  }
  return null;
}

/** The plain settings of a model, in the order of its fields; `kind` and what is nested are left to others. */
export function settingsOf(schema: Schema): Setting[] {
  const properties = schema['properties'];
  if (!isSchema(properties)) return [];
  return Object.entries(properties).flatMap(([name, one]) => {
    const setting = name !== 'kind' && isSchema(one) ? settingOf(name, one) : null;
    return setting ? [setting] : [];
  });
}

/** The bounds of one number of a model. */
export function boundsOf(schema: Schema | undefined, name: string): Bounds {
  const setting = schema ? settingsOf(schema).find((one) => one.name === name) : undefined;
  return setting?.type === 'number' ? setting : {};
}
