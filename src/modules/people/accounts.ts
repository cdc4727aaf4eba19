import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../kernel/context.ts'
import { AppError } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import type { Work } from '../../kernel/work.ts'
import { systemActor } from '../../kernel/actors.ts'
import { heldBack, narrowed, readActor } from './actors.ts'
import type { Auth } from './auth.ts'
import { SESSION_COOKIE, asCookieHeader } from './auth.ts'
import { StaffOwes } from './contract.ts'
import { sessionEnds } from './rules.ts'
import { sessionHours, sessionIdleMinutes } from './settings.ts'
import { tables } from './tables.ts'

/** How long somebody is believed to be who they were: changes here are known at once, those of other nodes within this time even if the bell is lost. */
const KEPT_MS = 30_000
const MOST_KEPT = 20_000
/** A session's use is written down this often at most. */
const TOUCH_MS = 60_000

type Credential = { kind: 'session'; id: string; startedAt: Date; usedAt: Date } | { kind: 'token'; id: string; scope: readonly string[] | null; expiresAt: Date | null }
interface Person { actor: Actor; owes: boolean }
interface Kept { actor: Actor; credential: Credential; until: number }
export type Accounts = ReturnType<typeof openAccounts>
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Who calls: sessions and tokens, remembered for half a minute by the hash of what was shown. */
export function openAccounts(work: Work, auth: Auth) {
  const kept = new Map<string, Kept>()
  const people = new Map<string, { person: Promise<Person | undefined>; until: number }>()
  const credentials = new WeakMap<Actor, Credential>()
  // Raised by `forget`: what was read before it may not be kept after it.
  let age = 0

  function personOf(id: string): Promise<Person | undefined> {
    const known = people.get(id)
    if (known && known.until > work.clock.now().getTime()) return known.person
    const person = work.read(systemActor, 'people.who', async (ctx): Promise<Person | undefined> => {
      const actor = await readActor(ctx, id)
      return actor && { actor, owes: (await ctx.ask(StaffOwes, { staffId: id, permissions: [...new Set(actor.grants.map(({ permission }) => permission))] })).length > 0 }
    })
    const entry = { person, until: work.clock.now().getTime() + KEPT_MS }
    if (people.size >= MOST_KEPT) people.clear()
    people.set(id, entry)
    person.catch(() => { if (people.get(id) === entry) people.delete(id) })
    return person
  }

  /** Whether the session or token still opens anything at this moment. */
  function holds(credential: Credential): boolean {
    const now = work.clock.now()
    if (credential.kind === 'token') return !credential.expiresAt || credential.expiresAt > now
    return sessionEnds(credential.startedAt, credential.usedAt, work.settings.get(sessionHours), work.settings.get(sessionIdleMinutes)) > now
  }

  async function keep(key: string | undefined, staffId: string, credential: Credential, born: number): Promise<Actor | undefined> {
    const found = await personOf(staffId)
    if (!found) return undefined
    // A program reads no agreement: what its token may do was decided by whoever made it.
    const actor = credential.kind === 'token' ? narrowed(found.actor, credential.scope, credential.id) : found.owes ? heldBack(found.actor) : { ...found.actor }
    credentials.set(actor, credential)
    if (key && born === age) {
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string)
      kept.set(key, { actor, credential, until: work.clock.now().getTime() + KEPT_MS })
    }
    return actor
  }

  async function bySession(cookie: string): Promise<Actor | undefined> {
    const key = hashOfToken(cookie).toString('base64')
    const known = kept.get(key)
    if (known && known.until > work.clock.now().getTime()) return holds(known.credential) ? known.actor : undefined
    const born = age
    const found = await auth.api.getSession({ headers: new Headers({ cookie: asCookieHeader(SESSION_COOKIE, cookie) }), query: { disableRefresh: true } })
    if (!found) return undefined
    const { id, userId, createdAt, updatedAt } = found.session
    const credential: Credential = { kind: 'session', id, startedAt: new Date(createdAt), usedAt: new Date(updatedAt) }
    if (!holds(credential)) return undefined
    const now = work.clock.now()
    if (now.getTime() - credential.usedAt.getTime() > TOUCH_MS) {
      await auth.pool.query('update auth."session" set "updatedAt" = $2 where "id" = $1', [id, now])
      credential.usedAt = now
    }
    return keep(key, userId, credential, born)
  }

  async function byToken(token: string): Promise<Actor | undefined> {
    const hash = hashOfToken(token)
    const key = hash.toString('base64')
    const known = kept.get(key)
    if (known && known.until > work.clock.now().getTime()) return holds(known.credential) ? known.actor : undefined
    const born = age
    const row = await work.read(systemActor, 'people.token', (ctx) =>
      tables(ctx).selectFrom('api_token').select(['id', 'staff_id', 'scope', 'expires_at', 'used_on']).where('hash', '=', hash).where('revoked_at', 'is', null).executeTakeFirst())
    if (!row) return undefined
    const credential: Credential = { kind: 'token', id: row.id, scope: row.scope, expiresAt: row.expires_at }
    if (!holds(credential)) return undefined
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: work.settings.get(companyZone) }).format(work.clock.now())
    // Not a change anybody must hear of: it only says which tokens are idle.
    if (row.used_on !== today) await work.pool.query('update api_token set used_on = $2 where id = $1 and used_on is distinct from $2::date', [row.id, today])
    return keep(key, row.staff_id, credential, born)
  }

  async function stands(credential: Credential): Promise<boolean> {
    if (!holds(credential)) return false
    if (credential.kind === 'session') {
      const { rows: [row] } = await auth.pool.query<{ updatedAt: Date }>('select "updatedAt" from auth."session" where "id" = $1', [credential.id])
      if (row) credential.usedAt = row.updatedAt
      return row !== undefined && holds(credential)
    }
    const { rowCount } = await work.pool.query('select from api_token where id = $1 and revoked_at is null', [credential.id])
    return rowCount === 1
  }

  return {
    auth,
    async actorOf(request: Pick<FastifyRequest, 'headers' | 'cookies'>): Promise<Actor | undefined> {
      const { authorization } = request.headers
      if (authorization !== undefined) {
        const token = /^Bearer ([\w-]{20,200})$/i.exec(authorization)?.[1]
        const actor = token && await byToken(token)
        if (!actor) throw new AppError('unauthenticated', 'auth.bad-token')
        return actor
      }
      const cookie = request.cookies?.[SESSION_COOKIE]
      return cookie ? bySession(cookie) : undefined
    },
    async fresh(actor: Actor): Promise<Actor | undefined> {
      const credential = credentials.get(actor)
      if (!credential || !actor.id || !await stands(credential)) return undefined
      return keep(undefined, actor.id, credential, age)
    },
    /** The id of the session that this cookie opens. */
    async sessionOf(cookie: string | undefined): Promise<string | undefined> {
      const found = cookie && await auth.api.getSession({ headers: new Headers({ cookie: asCookieHeader(SESSION_COOKIE, cookie) }), query: { disableRefresh: true } })
      return found ? found.session.id : undefined
    },
    forget(): void {
      age++
      kept.clear()
      people.clear()
    },
  }
}
