// KaTeX, once it is needed: for eyes as HTML, for screen readers as MathML. It sets styles through the DOM, which the
// page's Content-Security-Policy allows.

import type { KatexOptions } from 'katex';

type Render = (formula: string, element: HTMLElement) => void;

/** Nothing is trusted, and what TeX would only warn of is an error: a test renders every formula of the catalogue. */
export const OPTIONS: KatexOptions = { displayMode: true, output: 'htmlAndMathml', strict: 'error', trust: false };

let loading: Promise<Render> | null = null;

export function loadFormulas(): Promise<Render> {
  loading ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(
    ([{ default: katex }]) =>
      (formula, element) => {
        katex.render(formula, element, OPTIONS);
      }
  );
  return loading;
}
