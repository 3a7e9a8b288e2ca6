import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Which rooms a room may import from (docs/architecture.md). What is not named is forbidden. `i18n` holds the words. */
const rooms = {
  i18n: [],
  wire: [],
  graph: ['wire'],
  client: ['wire'],
  state: ['client', 'graph', 'wire', 'i18n'],
  render: [],
  ui: ['i18n'],
  views: ['state', 'render', 'ui', 'graph', 'i18n'],
  gallery: ['views', 'state', 'render', 'ui', 'graph', 'wire', 'i18n']
};
/** Rooms that know no framework. */
const plain = ['i18n', 'wire', 'graph', 'client', 'render'];

const directions = Object.entries(rooms).map(([room, allowed]) => {
  const forbidden = Object.keys(rooms).filter((other) => other !== room && !allowed.includes(other));
  const patterns = [
    {
      group: forbidden.flatMap((other) => [`**/${other}/**`, `**/${other}`]),
      message: `${room}/ may import from ${allowed.join(', ') || 'no other folder'} only.`
    }
  ];
  if (plain.includes(room)) {
    patterns.push({
      group: ['svelte', 'svelte/**', '*.svelte', '**/*.svelte', '**/*.svelte.ts', '@xyflow/svelte'],
      message: `${room}/ knows no Svelte.`
    });
  }
  return {
    files: [`src/${room}/**/*.{ts,svelte}`],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns }] }
  };
});

export default ts.config(
  { ignores: ['node_modules/', 'coverage/', '**/*.generated.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs['flat/recommended'],
  prettier,
  ...svelte.configs['flat/prettier'],
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-undef': 'off',
      'no-console': ['error', { allow: ['error'] }],
      eqeqeq: 'error',
      // Streamed values live in plain Maps and typed arrays on purpose: making them reactive would re-run the canvas.
      'svelte/prefer-svelte-reactivity': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } }
  },
  { files: ['**/*.test.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  ...directions
);
