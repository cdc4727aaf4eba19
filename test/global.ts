import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's address of the server that serves this run; see `createDatabase` in test/postgres.ts. */
    databaseUrl: string
  }
}

/** Starts one PostgreSQL for the whole run, or takes the server that TEST_DATABASE_URL names (15 or newer). */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) {
    project.provide('databaseUrl', given)
    return
  }
  const server = await startPostgres()
  project.provide('databaseUrl', server.url)
  return server.stop
}
