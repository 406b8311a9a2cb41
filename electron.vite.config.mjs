/**
 * Builds the desktop app: main process and engine, preload script, page. Everything is bundled but Electron and
 * onnxruntime-node, so that a package carries no other modules. Main and preload are CommonJS: a sandboxed preload
 * must be, and the development runtime's Node cannot load the rest otherwise.
 */
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';

const external = ['electron', 'onnxruntime-node', /\.node$/];

/**
 * The page's files: one with everything that the first frame needs, one for what only charts need, one for the checks of requests, one for
 * what several editors share, and one for each editor. Without this each module that two of them share would be a file of its own.
 */
const pageChunks = [
  { name: 'start', tags: ['$initial'], priority: 3 },
  { name: 'charts', test: /[\\/](?:chart\.js|@kurkle|luxon)[\\/]|[\\/]renderer[\\/]base[\\/]chart[\\/]/, priority: 2 },
  { name: 'schemas', test: /[\\/]zod[\\/]|[\\/]engine[\\/]protocol[\\/]/, priority: 2 },
  { name: 'shared', minShareCount: 2, priority: 1 },
];

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node18',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          main: 'electron/main.ts',
          'engine-main': 'electron/engine-main.ts',
          'heavy-thread': 'engine/services/heavy/heavy-thread.ts',
        },
        external,
        // `require` sees into a packaged archive; a dynamic import does not.
        output: { format: 'cjs', dynamicImportInCjs: false, entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node18',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: 'electron/preload.ts' },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [vue()],
    define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
    build: {
      outDir: 'out/renderer',
      target: 'chrome114',
      assetsInlineLimit: 0,
      minify: true,
      modulePreload: { polyfill: false },
      rollupOptions: { input: 'renderer/index.html', output: { codeSplitting: { groups: pageChunks } } },
    },
  },
});
