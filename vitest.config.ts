import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'e2e/**/*.e2e.ts'],
    globalSetup: ['test/global.ts'],
    pool: 'forks',
    // As every process of the product: docs/adr/0018.
    execArgv: ['--no-maglev'],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
