/** Where the server's paths begin: the shell says so on the root element (`data-base`), with a slash at its end. */
export function serverBase(): string {
  return document.documentElement.dataset['base'] ?? '/';
}
