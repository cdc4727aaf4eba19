import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { UserConfig } from 'vite'

const SERVER = 'http://127.0.0.1:8080'

const product: UserConfig = {
  plugins: [react()],
  publicDir: 'src/kernel/web/public',
  build: {
    outDir: 'dist/web', target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 700,
    // A font subset inlined into the style sheet would be fetched by everybody.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What every page needs comes in one piece; libraries that some pages share are gathered by who shares them, so that a page asks for few files and none it doesn't use.
        codeSplitting: { groups: [{ name: 'ground', tags: ['$initial'] }, { name: 'shared', test: /node_modules[\\/](?!zod)(?!.*locale).*\.[cm]?js$/, entriesAware: true, entriesAwareMergeThreshold: 6_000 }] },
        chunkFileNames: ({ name }) => `assets/${name.startsWith('shared') ? 'shared' : '[name]'}-[hash].js`,
      },
    },
  },
  server: { proxy: { '/api': { target: SERVER, ws: true }, '/healthz': SERVER, '/readyz': SERVER } },
}

/** The customer's pages, `--mode portal`: light, with nothing of the product's. Only what they name themselves is there for its effect. */
const portal: UserConfig = {
  publicDir: false,
  build: {
    outDir: 'dist/web', emptyOutDir: false, target: 'es2023', sourcemap: false, assetsInlineLimit: 0,
    rolldownOptions: { input: 'portal.html', treeshake: { moduleSideEffects: (id) => /[\\/]portal[\\/]web[\\/]pages[\\/]|@fontsource|portal\.html/.test(id) } },
  },
}

export default defineConfig(({ mode }) => mode === 'portal' ? portal : product)
