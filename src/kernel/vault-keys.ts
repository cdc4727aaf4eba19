import { createSecretKey, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { keyFor } from './secret.ts'
import type { Secret } from './secret.ts'
import { StartError } from './database/start-error.ts'
import { decrypt, encrypt } from './vault.ts'
import type { VaultKeys } from './vault.ts'

/** The house's own keys, made at the first start and kept wrapped by the secret; another secret than the database was written under is refused. */
export async function readVaultKeys(pool: pg.Pool, secret: Secret): Promise<VaultKeys> {
  const wrapping = createSecretKey(keyFor(secret, 'vault.wrapping'))
  const read = async (name: string) => {
    await pool.query('insert into vault_key (name, wrapped) values ($1, $2) on conflict do nothing', [name, encrypt(wrapping, randomBytes(32), name)])
    const { rows } = await pool.query<{ wrapped: Buffer }>('select wrapped from vault_key where name = $1', [name])
    try { return createSecretKey(decrypt(wrapping, (rows[0] as { wrapped: Buffer }).wrapped, name)) } catch { 
      throw new StartError('start.wrong-secret', {
        en: 'The database was written under another secret. Give the installation its own: the content of the file `secret` in the data folder it was made with, as SHOUWEN_SECRET.',
        zh: '该数据库使用另一密钥写入。请将 SHOUWEN_SECRET 设为创建它时数据目录中 secret 文件的内容。',
      })
     }
  }
  return { wrapping, tokens: await read('tokens'), house: await read('house') }
}

/** Wraps every key by a new secret; nothing sealed under them changes. One transaction. */
export async function rewrapKeys(pool: pg.Pool, from: Secret, to: Secret): Promise<number> {
  const before = createSecretKey(keyFor(from, 'vault.wrapping'))
  const after = createSecretKey(keyFor(to, 'vault.wrapping'))
  const client = await pool.connect()
  try {
    await client.query('begin')
    let count = 0
    for (const { table, name } of [{ table: 'vault_key', name: 'name' }, { table: 'subject_key', name: 'subject_id' }]) {
      for (let last = ''; ;) {
        const { rows } = await client.query<{ name: string; wrapped: Buffer }>(`select ${name}::text as name, wrapped from ${table} where ${name}::text > $1 order by ${name}::text limit 5000 for update`, [last])
        if (!rows.length) break
        const wrapped = rows.map((row) => encrypt(after, decrypt(before, row.wrapped, row.name), row.name))
        await client.query(`update ${table} t set wrapped = n.wrapped from unnest($1::text[], $2::bytea[]) as n(name, wrapped) where t.${name}::text = n.name`, [rows.map((row) => row.name), wrapped])
        count += rows.length
        last = (rows.at(-1) as { name: string }).name
      }
    }
    await client.query('commit')
    return count
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally { client.release() }
}
