// Failures as problems, and problems as sentences.

import { RequestError } from '../client/rest';
import { LinkError } from '../graph/codec';
import { t } from '../i18n/messages';
import type { Problem } from '../wire/types.generated';

export const problemOf = (code: string, params: Problem['params'] = {}): Problem => ({ code, params, node: null });

/** A failure as problems with words; a fault of ours is thrown on. */
export function problemsOf(error: unknown): Problem[] {
  if (error instanceof LinkError) return [problemOf(error.code)];
  if (error instanceof RequestError) return error.problems;
  throw error;
}

/** The sentence of a problem. */
export function sentence(problem: Problem): string {
  return t(problem.code, problem.params);
}
