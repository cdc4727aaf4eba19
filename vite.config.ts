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
  },
  server: { proxy: { '/api': { target: SERVER, ws: true }, '/healthz': SERVER, '/readyz': SERVER } },
})
