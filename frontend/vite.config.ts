import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { ProxyOptions, UserConfig } from 'vite';
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

const config: UserConfig & { test: InlineConfig } = {
  plugins: [svelte()],
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
    rolldownOptions: { input: here('src/main.ts') }
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
    environment: 'jsdom',
    pool: 'threads',
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    setupFiles: [here('tests/setup.ts')],
    restoreMocks: true
  }
};

export default config;
