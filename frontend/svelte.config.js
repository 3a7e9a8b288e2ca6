/** Shared by Vite, svelte-check, ESLint and editors. TypeScript in components is Svelte's own. */
export default {
  compilerOptions: { runes: true }
};
