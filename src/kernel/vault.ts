import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { Ctx } from './context.ts'
import { event } from './contract.ts'
import { AppError } from './errors.ts'
import { tablesOf } from './context.ts'

/**
 * Personal values at rest: AES-256-GCM under a key of the person, that key wrapped by the home's secret.
 * Destroying the person's key makes every value sealed under it unreadable, in the log and in back-ups too.
 */
interface VaultTables { subject_key: { subject_id: string; wrapped: Buffer } }
const tables = tablesOf<VaultTables>()

/** Every node forgets the key when it hears this. */
export const SubjectKeyDestroyed = event('subject-key.destroyed', z.object({}))

const NONCE = 12
const TAG = 16
export function encrypt(key: KeyObject, plain: Buffer | string, bound: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound))
  return Buffer.concat([nonce, cipher.update(plain as string, 'utf8'), cipher.final(), cipher.getAuthTag()])
}
/** Throws when the value was sealed under another key or bound to another record. */
export function decrypt(key: KeyObject, sealed: Buffer, bound: string): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(bound)).setAuthTag(sealed.subarray(-TAG))
  return Buffer.concat([cipher.update(sealed.subarray(NONCE, -TAG)), cipher.final()])
}

export interface Vault {
  /** Makes the subject's key when it has none yet, and seals the text under it. */
  seal: (ctx: Ctx, subjectId: string, text: string) => Promise<Buffer>
  /** Makes the keys of subjects that come into being in this unit, asking nobody for older ones, and answers what seals under them. */
  newborn: (ctx: Ctx, subjectIds: readonly string[]) => (subjectId: string, text: string) => Buffer
  /** The texts again, `null` where the subject's key has been destroyed. One query for all keys not yet at hand. */
  open: (ctx: Ctx, sealed: readonly { subjectId: string; value: Buffer }[]) => Promise<(string | null)[]>
  /** Destroys the subject's key: what was sealed under it is gone for good. */
  destroy: (ctx: Ctx, subjectId: string) => Promise<void>
  forget: (subjectId: string) => void
  /** A keyed fingerprint of a value, for finding it without reading it. 16 bytes of HMAC-SHA-256. */
  token: (kind: string, value: string) => Buffer
  /** For what belongs to the house and not to a person: kept answers, secrets of channels. */
  sealHouse: (text: string, bound: string) => Buffer
  openHouse: (sealed: Buffer, bound: string) => string
}

/** As key objects: making a cipher from bytes takes three times as long. */
export interface VaultKeys { wrapping: KeyObject; tokens: KeyObject; house: KeyObject }
const KEPT = 20_000

/** `keys` come from the home's secret (`wrapping`) and from `vault_key`, where the others lie wrapped by it, so that a new secret rewraps and re-encrypts nothing. */
export function openVault(keys: VaultKeys): Vault {
  const known = new Map<string, KeyObject>()
  const born = new WeakMap<object, Map<string, KeyObject>>()
  const keep = (subjectId: string, key: KeyObject) => {
    if (known.size >= KEPT) known.delete(known.keys().next().value as string)
    known.set(subjectId, key)
  }
  const unwrap = (subjectId: string, wrapped: Buffer) => createSecretKey(decrypt(keys.wrapping, wrapped, subjectId))

  async function load(ctx: Ctx, subjectIds: readonly string[]): Promise<Map<string, KeyObject>> {
    const found = new Map<string, KeyObject>()
    const own = born.get(ctx)
    const missing: string[] = []
    for (const id of new Set(subjectIds)) {
      const key = own?.get(id) ?? known.get(id)
      if (key) found.set(id, key)
      else missing.push(id)
    }
    if (missing.length) {
      for (const row of await tables(ctx).selectFrom('subject_key').selectAll().where('subject_id', 'in', missing).execute()) {
        const key = unwrap(row.subject_id, row.wrapped)
        keep(row.subject_id, key)
        found.set(row.subject_id, key)
      }
    }
    return found
  }

  /** Kept for others only once it is certain that the rows stand. */
  function bear(ctx: Ctx, subjectIds: readonly string[]): Map<string, KeyObject> {
    let own = born.get(ctx)
    if (!own) {
      const made = own = new Map<string, KeyObject>()
      born.set(ctx, made)
      ctx.afterCommit(() => { for (const [id, key] of made) keep(id, key) })
    }
    const rows = subjectIds.map((id) => {
      const key = randomBytes(32)
      own.set(id, createSecretKey(key))
      return { subject_id: id, wrapped: encrypt(keys.wrapping, key, id) }
    })
    if (rows.length) tables.insert(ctx, 'subject_key', rows)
    return own
  }

  return {
    async seal(ctx, subjectId, text) {
      const key = (await load(ctx, [subjectId])).get(subjectId) ?? bear(ctx, [subjectId]).get(subjectId) as KeyObject
      return encrypt(key, text, subjectId)
    },
    newborn(ctx, subjectIds) {
      const own = bear(ctx, subjectIds)
      return (subjectId, text) => encrypt(own.get(subjectId) as KeyObject, text, subjectId)
    },
    async open(ctx, sealed) {
      const found = await load(ctx, sealed.map((one) => one.subjectId))
      return sealed.map(({ subjectId, value }) => {
        const key = found.get(subjectId)
        return key ? decrypt(key, value, subjectId).toString('utf8') : null
      })
    },
    async destroy(ctx, subjectId) {
      const { numDeletedRows } = await tables(ctx).deleteFrom('subject_key').where('subject_id', '=', subjectId).executeTakeFirstOrThrow()
      if (numDeletedRows === 0n) throw new AppError('not-found', 'subject-key.not-found')
      known.delete(subjectId)
      ctx.afterCommit(() => known.delete(subjectId))
      await ctx.emit(SubjectKeyDestroyed, subjectId, {})
    },
    forget: (subjectId) => void known.delete(subjectId),
    token: (kind, value) => createHmac('sha256', keys.tokens).update(`${kind}\u0000${value}`).digest().subarray(0, 16),
    sealHouse: (text, bound) => encrypt(keys.house, text, bound),
    openHouse: (sealed, bound) => decrypt(keys.house, sealed, bound).toString('utf8'),
  }
}
