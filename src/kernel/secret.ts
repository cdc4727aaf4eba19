import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { refusalOf, StartError } from './database/start-error.ts'

/** The one secret of an installation; every key comes from it. Printing or logging it shows nothing. */
export type Secret = KeyObject

/** A secret given by hand must have at least this many characters. */
export const SHORTEST_SECRET = 32

/**
 * The installation's secret: `SHOUWEN_SECRET` when given, else the file `secret` in the data folder, made at the first start
 * (32 random bytes, readable by its owner only). Several nodes on one database need the same SHOUWEN_SECRET.
 *
 * @throws StartError start.wrong-secret when it is too short or differs from the one this folder was made with.
 */
export function openSecret(home: { readonly path: string }, env: { readonly SHOUWEN_SECRET?: string | undefined }): Secret {
  const file = join(home.path, 'secret')
  const given = env.SHOUWEN_SECRET?.trim()
  const kept = readKept(file)
  if (given && kept && given !== kept) {
    throw new StartError('start.wrong-secret', {
      en: `SHOUWEN_SECRET differs from the secret kept in ${file}. What is encrypted could not be read with it: unset SHOUWEN_SECRET or set it to the content of that file.`,
      zh: `SHOUWEN_SECRET 与 ${file} 中保存的密钥不一致，已加密的内容将无法读取。请取消 SHOUWEN_SECRET，或将其设为该文件的内容。`,
    })
  }
  const text = given || (kept ?? makeKept(file))
  if (text.length < SHORTEST_SECRET) {
    throw new StartError('start.wrong-secret', {
      en: `The secret in ${given ? 'SHOUWEN_SECRET' : file} is shorter than ${SHORTEST_SECRET} characters. Use the one this installation was made with; for a new one: openssl rand -base64 32`,
      zh: `${given ? 'SHOUWEN_SECRET' : file} 中的密钥不足 ${SHORTEST_SECRET} 个字符。请使用本系统最初的密钥；新安装可用 openssl rand -base64 32 生成。`,
    })
  }
  return createSecretKey(text, 'utf8')
}

/** A secret that is to replace the present one. @throws StartError start.wrong-secret when it is too short */
export function openSecretOf(text: string): { text: string; secret: Secret } {
  if (text.length < SHORTEST_SECRET) {
    throw new StartError('start.wrong-secret', { en: `The new secret is shorter than ${SHORTEST_SECRET} characters.`, zh: `新密钥不足 ${SHORTEST_SECRET} 个字符。` })
  }
  return { text, secret: createSecretKey(text, 'utf8') }
}
/** Keeps a secret in the home in place of the present one, whole or not at all. */
export function keepSecret(home: string, text: string): void {
  const file = join(home, 'secret')
  writeFileSync(`${file}.new`, `${text}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

/**
 * The 32-byte key for one purpose (HKDF-SHA256, RFC 5869). The same secret and purpose always give the same key; keys of different purposes tell
 * nothing about each other. Never rename a purpose: what was encrypted under it could not be read any more.
 */
export function keyFor(secret: Secret, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `shouwen:${purpose}`, 32))
}

function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw refusalOf(error, file) ?? error
  }
}

function makeKept(file: string): string {
  const text = randomBytes(32).toString('base64url')
  // Data will be encrypted under it within the minute: it must be whole and on the disk, whatever happens next.
  try { keepSecret(dirname(file), text) } catch (error) { throw refusalOf(error, file) ?? error }
  return text
}
