import { betterAuth } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import { Kysely, PostgresDialect } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../kernel/clock.ts'
import { openPool } from '../../kernel/database/connect.ts'
import { newId } from '../../kernel/id.ts'
import type { Vault } from '../../kernel/vault.ts'

export const SESSION_COOKIE = 'shouwen.session'
/** Sessions end by our settings; the library's own limit only has to be later than any of them. */
const LONGEST_SESSION_SECONDS = 31 * 86_400

/** The company's identity provider, if the environment names one: `OIDC_ISSUER`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET`, `OIDC_NAME`. */
export interface Provider { issuer: string; clientId: string; clientSecret: string | undefined; name: string }
export function providerOf(env: Readonly<Record<string, string | undefined>>): Provider | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = env
  return issuer && clientId ? { issuer: issuer.replace(/\/+$/, ''), clientId, clientSecret, name: name ?? new URL(issuer).hostname } : undefined
}

export interface AuthParts {
  directUrl: string; vault: Vault; logger: Logger; clock: Clock; publicUrl: string | undefined; provider: Provider | undefined
  /** Somebody has come in through the identity provider. */
  cameIn: (staffId: string) => Promise<void>
}
export type Auth = ReturnType<typeof openAuth>

/** better-auth over the schema `auth`, with three connections of its own. Everything that is ours stays outside of it. */
export function openAuth({ directUrl, vault, logger, clock, publicUrl, provider, cameIn }: AuthParts) {
  const pool = openPool(directUrl, { max: 3, applicationName: 'shouwen-auth', pipeline: false, onError: (error) => logger.warn({ err: error }, 'database connection') })
  const auth = betterAuth({
    appName: '首问 Shouwen',
    baseURL: publicUrl ?? 'http://localhost', basePath: '/api/auth',
    // From the vault's own keys and not from the home's secret, so that a new secret signs nobody out and loses no authenticator.
    secret: Buffer.concat(['sign-in key, first half', 'sign-in key, second half'].map((half) => vault.token('people.auth', half))).toString('base64url'),
    database: { db: new Kysely<object>({ dialect: new PostgresDialect({ pool }) }), type: 'postgres', schemaName: 'auth' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 128 },
    session: { expiresIn: LONGEST_SESSION_SECONDS, disableSessionRefresh: true },
    account: { accountLinking: { enabled: true } },
    // Lockout, limits by address and the check of foreign origins are ours: they stand in the settings and in the log.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      database: { generateId: () => newId() },
      ipAddress: { disableIpTracking: true },
      useSecureCookies: false,
      defaultCookieAttributes: { secure: publicUrl?.startsWith('https:') ?? false },
      cookiePrefix: 'shouwen',
      cookies: { session_token: { name: SESSION_COOKIE } },
    },
    databaseHooks: {
      // People come in by `addStaff` only.
      user: { create: { before: async () => false } },
      session: {
        create: {
          before: async (session) => ({ data: { ...session, createdAt: clock.now(), updatedAt: clock.now() } }),
          after: async (session, context) => { if (context?.path?.startsWith('/callback/')) await cameIn(session.userId) },
        },
      },
    },
    // Its messages are fixed sentences; what comes with them may hold an e-mail.
    logger: { level: 'warn', log: (level, message) => { if (level === 'error') logger.warn({ part: 'sign-in' }, message) } },
    plugins: [
      twoFactor({ issuer: '首问 Shouwen', accountLockout: { enabled: false } }),
      ...(provider ? [genericOAuth({ config: [{
        providerId: 'oidc', name: provider.name, clientId: provider.clientId, ...(provider.clientSecret ? { clientSecret: provider.clientSecret } : {}),
        discoveryUrl: `${provider.issuer}/.well-known/openid-configuration`, requireIdTokenVerification: true, scopes: ['openid', 'email', 'profile'],
        disableSignUp: true, disableImplicitSignUp: true,
        // The company's own provider vouches for its e-mails unless it says that it does not; many say nothing.
        mapProfileToUser: (profile) => ({ emailVerified: ![false, 'false'].includes(profile['email_verified'] as boolean | string) }),
      }] })] : []),
    ],
  })
  return Object.assign(auth, { pool, provider: provider?.name ?? null })
}

/** The cookies that an answer of the library sets, by name, decoded. */
export function cookiesOf(headers: Headers): Map<string, { value: string; maxAge: number | undefined }> {
  return new Map(headers.getSetCookie().map((text) => {
    const [pair = '', ...rest] = text.split(';')
    const at = pair.indexOf('=')
    const maxAge = rest.map((part) => /^\s*max-age=(\d+)/i.exec(part)?.[1]).find((found) => found !== undefined)
    return [pair.slice(0, at).trim(), { value: decodeURIComponent(pair.slice(at + 1)), maxAge: maxAge === undefined ? undefined : Number(maxAge) }]
  }))
}
export const asCookieHeader = (name: string, value: string) => `${name}=${encodeURIComponent(value)}`
