import { inject, expect, test } from 'vitest'
import pg from 'pg'
import { createDatabase } from './postgres.ts'

test('a database is cloned from a template, apart from it, and dropped while still in use', async () => {
  const serverUrl = inject('databaseUrl')
  const template = await createDatabase(serverUrl)
  await query(template.url, 'create table fruit as select 1 as pieces')
  const copy = await createDatabase(serverUrl, { template: new URL(template.url).pathname.slice(1) })

  await query(copy.url, 'update fruit set pieces = 2')
  expect(await query(template.url, 'select pieces from fruit')).toEqual([{ pieces: 1 }])
  expect(await query(copy.url, 'select pieces from fruit')).toEqual([{ pieces: 2 }])

  const held = new pg.Client({ connectionString: copy.url })
  await held.connect()
  const cut = new Promise(resolve => held.on('error', resolve))
  await copy.drop()
  await cut
  await expect(query(copy.url, 'select 1')).rejects.toThrow('does not exist')
  await template.drop()
})

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
