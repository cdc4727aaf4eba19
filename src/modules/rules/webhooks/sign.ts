import { createHmac, randomBytes } from 'node:crypto'

/** Signatures as Standard Webhooks says them (standardwebhooks.com, version 1.0): HMAC-SHA-256 over id, moment and body. */

const PREFIX = 'whsec_'
export const newSecret = (): string => PREFIX + randomBytes(32).toString('base64')
/** `v1,…` of one secret. `seconds` is the moment of this attempt since 1970. */
export const signatureOf = (secret: string, id: string, seconds: number, body: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64')).update(`${id}.${seconds}.${body}`).digest('base64')}`
/** The headers of an attempt; with two secrets, while one follows the other, both sign. */
export const headersOf = (secrets: readonly string[], id: string, at: Date, body: string): Record<string, string> => {
  const seconds = Math.floor(at.getTime() / 1_000)
  return { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Shouwen-Webhooks/1', 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': secrets.map((secret) => signatureOf(secret, id, seconds, body)).join(' ') }
}

/** Seconds before each attempt, as published by Standard Webhooks: at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h. */
export const BACK_OFF = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const
/** Seconds until the next attempt after `made` of them, spread by a tenth; null when there is none left. */
export function nextAfter(made: number, retryAfterSeconds: number | null, random = Math.random()): number | null {
  const seconds = BACK_OFF[made]
  if (seconds === undefined) return null
  return Math.max(Math.round(seconds * (1 + random / 10)), Math.min(retryAfterSeconds ?? 0, 86_400))
}
