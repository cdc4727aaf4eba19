import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const SERVER = 'http://127.0.0.1:8080'

export default defineConfig({
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
})
