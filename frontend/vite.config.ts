import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin, ProxyOptions, UserConfig } from 'vite';
import type { InlineConfig } from 'vitest/node';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env['DESCENT_SERVER'] ?? 'http://127.0.0.1:8000';

/** The server refuses foreign origins, so the development server speaks to it as a page of its own would. */
const proxy: ProxyOptions = {
  target: server,
  ws: true,
  changeOrigin: true,
  rewriteWsOrigin: true,
  configure: (through) => {
    through.on('proxyReq', (request) => {
      if (request.hasHeader('origin')) request.setHeader('origin', server);
    });
  }
};

/**
 * The tests that need a page, or those that do not: making a page takes longer than most tests. One that renders
 * components or whose name ends in `.svelte.test.ts` gets one. (What `make quick` leaves out ends in `.slow.test.ts`.)
 */
function tests(page: boolean): string[] {
  return ['src', 'tests'].flatMap((folder) =>
    readdirSync(here(folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`)
      .filter((name) => name.endsWith('.test.ts') && needsPage(name) === page)
  );
}

function needsPage(name: string): boolean {
  return name.endsWith('.svelte.test.ts') || readFileSync(here(name), 'utf8').includes("from '@testing-library/");
}

/** KaTeX names each of its faces in three formats; every browser that runs this page reads the first. */
const oneFontFormat: Plugin = {
  name: 'one-font-format',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('katex.min.css')) return null;
    return code.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)/g, '');
  }
};

const config: UserConfig & { test: InlineConfig } = {
  plugins: [svelte(), oneFontFormat],
  // Relative, so that the same files work under any base path; the server's shell names the entry (web/shell).
  base: './',
  build: {
    outDir: here('../backend/descent/web/static'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // Inlined assets would need `data:` in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    // How long plugins take is news on a busy machine only.
    rolldownOptions: { input: here('src/main.ts'), checks: { pluginTimings: false } }
  },
  resolve: {
    alias: { '@messages': here('../backend/descent/messages') },
    ...(process.env['VITEST'] ? { conditions: ['browser'] } : {})
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': proxy },
    fs: { allow: [here('.'), here('../backend/descent/messages')] }
  },
  test: {
    pool: 'threads',
    restoreMocks: true,
    // A page for each worker and not for each file: tests clean up behind themselves.
    isolate: false,
    // A busy machine is no failure.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'plain',
          environment: 'node',
          include: tests(false),
          setupFiles: [here('tests/console.ts'), here('tests/words.ts')]
        }
      },
      {
        extends: true,
        test: {
          name: 'page',
          environment: 'jsdom',
          include: tests(true),
          setupFiles: [here('tests/console.ts'), here('tests/words.ts'), here('tests/matchers.ts')]
        }
      }
    ]
  }
};

export default config;
