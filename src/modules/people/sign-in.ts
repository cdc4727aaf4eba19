import { APIError } from 'better-auth/api'
import { systemActor } from '../../kernel/actors.ts'
import type { Actor } from '../../kernel/context.ts'
import { AppError, refused } from '../../kernel/errors.ts'
import { serveOutside } from '../../kernel/module.ts'
import type { Door } from '../../kernel/module.ts'
import type { Work } from '../../kernel/work.ts'
import { SESSION_COOKIE, asCookieHeader, cookiesOf } from './auth.ts'
import { hashPassword } from './commands/passwords.ts'
import { changeOwnPassword } from './commands/change-password.ts'
import { markSecondFactor } from './commands/second-factor.ts'
import { openSession } from './commands/sessions.ts'
import { entry } from './contract.ts'
import { attempt } from './guard.ts'
import type { Verdict } from './guard.ts'
import { accountsOf } from './house.ts'
import { readPassport } from './queries.ts'
import { sessionHours } from './settings.ts'
import { tables } from './tables.ts'

const wrong = <T>(reason: 'password' | 'code', refusal: AppError): Verdict<T> => ({ outcome: 'wrong', reason, refusal })
const badSignIn = () => new AppError('unauthenticated', 'sign-in.wrong')
/** Refusals of the library that only say no; what else it throws is a fault of ours. */
const saidNo = (error: unknown): boolean => error instanceof APIError && error.statusCode < 500

/** Longer than any code is taken. */
const CODE_LIVES_MS = 600_000
interface Entered { cookie: string; staffId: string; secondFactor: boolean }

/** Asks the library for a session by password and, where two-factor is on, by code. */
async function enter(work: Work, door: Door, email: string, password: string, code: string | undefined): Promise<Verdict<Entered | 'code-needed'>> {
  const { api } = accountsOf(work).auth
  const agent = String(door.headers['user-agent'] ?? '').slice(0, 300)
  let first
  try {
    first = await api.signInEmail({ body: { email, password }, headers: new Headers({ 'user-agent': agent }), returnHeaders: true })
  } catch (error) {
    if (saidNo(error)) return wrong('password', badSignIn())
    throw error
  }
  const cookies = cookiesOf(first.headers)
  const session = cookies.get(SESSION_COOKIE)
  const { user } = first.response as { user?: { id: string } }
  if (session?.value && user) return { outcome: 'right', value: { cookie: session.value, staffId: user.id, secondFactor: false } }
  if (!code) return { outcome: 'pending', value: 'code-needed' }

  if (!await isFresh(work, email, code)) return wrong('code', new AppError('unauthenticated', 'sign-in.wrong-code'))
  const held = [...cookies].filter(([, cookie]) => cookie.value).map(([name, cookie]) => asCookieHeader(name, cookie.value)).join('; ')
  const headers = new Headers({ cookie: held, 'user-agent': agent })
  try {
    const second = /^\d{6}$/.test(code) ? await api.verifyTOTP({ body: { code }, headers, returnHeaders: true }) : await api.verifyBackupCode({ body: { code }, headers, returnHeaders: true })
    const cookie = cookiesOf(second.headers).get(SESSION_COOKIE)
    if (!cookie?.value || !second.response.user) return wrong('code', new AppError('unauthenticated', 'sign-in.wrong-code'))
    return { outcome: 'right', value: { cookie: cookie.value, staffId: second.response.user.id, secondFactor: true } }
  } catch (error) {
    if (saidNo(error)) return wrong('code', new AppError('unauthenticated', 'sign-in.wrong-code'))
    throw error
  }
}

/** Whether a code of the authenticator is tried for the first time for this account: of two at once one alone is. Recovery codes end by themselves. */
async function isFresh(work: Work, email: string, code: string): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return true
  const fingerprint = work.vault.token('people.used-code', `${email.trim().toLowerCase()} ${code}`)
  return work.unit(systemActor, 'people.signIn', async (ctx) => {
    // A code comes round again in months; its fingerprint counts for some minutes alone.
    const old = new Date(ctx.now.getTime() - CODE_LIVES_MS)
    const put = await tables(ctx).insertInto('used_code').values({ fingerprint, at: ctx.now }).onConflict((on) => on.column('fingerprint').doUpdateSet({ at: ctx.now }).where('used_code.at', '<', old)).returning('at').executeTakeFirst()
    return put !== undefined
  })
}

/** Whether this is the caller's own password; counts like a sign-in, so that a borrowed screen can't be used to guess it. */
async function provePassword(work: Work, actor: Actor, via: string, door: Door, password: string): Promise<void> {
  const me = await work.read(actor, via, (ctx) => readPassport(ctx, actor.id as string))
  await attempt(work, actor, via, me.email, door.address, async () => {
    const { rows: [row] } = await accountsOf(work).auth.pool.query<{ password: string }>(`select "password" from auth."account" where "userId" = $1 and "providerId" = 'credential'`, [actor.id])
    const context = await accountsOf(work).auth.$context
    return row?.password && await context.password.verify({ hash: row.password, password })
      ? { outcome: 'right', value: null } : wrong<null>('password', refused('password.wrong', [{ path: 'password', code: 'password.wrong' }]))
  })
}

/** A token acts for a person, but never changes how that person comes in. */
export function needSession(actor: Actor): void {
  if (actor.token) throw new AppError('forbidden', 'auth.session-needed')
}
const sessionHeaders = (door: Door) => new Headers({ cookie: asCookieHeader(SESSION_COOKIE, door.cookies[SESSION_COOKIE] ?? '') })
/** Turning two-factor on or off gives the session a new name. */
function followSession(work: Work, door: Door, headers: Headers): void {
  const cookie = cookiesOf(headers).get(SESSION_COOKIE)
  if (cookie?.value) door.setCookie(SESSION_COOKIE, cookie.value, { maxAgeSeconds: work.settings.get(sessionHours) * 3_600 })
  accountsOf(work).forget()
}

export const entrance = serveOutside(entry, {
  async signIn(work, actor, { body }, door) {
    const entered = await attempt(work, actor, 'people.signIn', body.email, door.address, () => enter(work, door, body.email, body.password, body.code))
    if (entered === 'code-needed') return { secondFactor: true, staff: null, mustChangePassword: false }
    const me = await openSession(work, entered.staffId, 'password', entered.secondFactor)
    door.setCookie(SESSION_COOKIE, entered.cookie, { maxAgeSeconds: work.settings.get(sessionHours) * 3_600 })
    return { secondFactor: false, staff: { id: me.id, name: me.name, locale: me.locale }, mustChangePassword: me.mustChangePassword }
  },
  async signInElsewhere(work, _actor, _request, door) {
    const { auth } = accountsOf(work)
    if (!auth.provider) throw new AppError('not-found', 'sign-in.no-provider')
    const { headers, response } = await auth.api.signInSocial({ body: { provider: 'oidc' as never, callbackURL: '/', errorCallbackURL: '/sign-in', disableRedirect: true }, returnHeaders: true })
    for (const [name, { value, maxAge }] of cookiesOf(headers)) door.setCookie(name, value, maxAge === undefined ? {} : { maxAgeSeconds: maxAge })
    return { url: response.url as string }
  },
  async changePassword(work, actor, { body }, door) {
    needSession(actor)
    await provePassword(work, actor, 'people.changePassword', door, body.current)
    const hash = await hashPassword(body.next)
    const session = await accountsOf(work).sessionOf(door.cookies[SESSION_COOKIE])
    await work.unit(actor, 'people.changePassword', (ctx) => changeOwnPassword(ctx, body.current, body.next, hash, session))
    return null
  },
  async startTwoFactor(work, actor, { body }, door) {
    needSession(actor)
    await provePassword(work, actor, 'people.startTwoFactor', door, body.password)
    const found = await accountsOf(work).auth.api.enableTwoFactor({ body: { password: body.password }, headers: sessionHeaders(door) }).catch((error: unknown) => {
      throw saidNo(error) ? refused('two-factor.already-on') : error
    })
    await work.unit(actor, 'people.startTwoFactor', (ctx) => markSecondFactor(ctx, actor.id as string, 'started'))
    const { totpURI, backupCodes } = found as { totpURI: string; backupCodes: string[] }
    return { uri: totpURI, backupCodes }
  },
  async confirmTwoFactor(work, actor, { body }, door) {
    needSession(actor)
    const me = await work.read(actor, 'people.confirmTwoFactor', (ctx) => readPassport(ctx, actor.id as string))
    const headers = await attempt(work, actor, 'people.confirmTwoFactor', me.email, door.address, async (): Promise<Verdict<Headers>> => {
      try {
        return { outcome: 'right', value: (await accountsOf(work).auth.api.verifyTOTP({ body: { code: body.code }, headers: sessionHeaders(door), returnHeaders: true })).headers }
      } catch (error) {
        if (saidNo(error)) return wrong('code', refused('two-factor.wrong-code', [{ path: 'code', code: 'two-factor.wrong-code' }]))
        throw error
      }
    })
    await work.unit(actor, 'people.confirmTwoFactor', (ctx) => markSecondFactor(ctx, actor.id as string, 'on'))
    followSession(work, door, headers)
    return null
  },
  async disableTwoFactor(work, actor, { body }, door) {
    needSession(actor)
    await provePassword(work, actor, 'people.disableTwoFactor', door, body.password)
    const { headers } = await accountsOf(work).auth.api.disableTwoFactor({ body: { password: body.password }, headers: sessionHeaders(door), returnHeaders: true })
    await work.unit(actor, 'people.disableTwoFactor', (ctx) => markSecondFactor(ctx, actor.id as string, 'off'))
    followSession(work, door, headers)
    return null
  },
})
