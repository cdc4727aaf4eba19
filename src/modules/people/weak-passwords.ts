import { COMMON } from './common-passwords.ts'

/** Which passwords are refused. Apart from `rules.ts`: the list of common ones is no load for a browser. */

export interface WeakReason { code: 'password.too-short' | 'password.common' | 'password.personal'; params?: { length: number } }

/** What is wrong with a password; nothing when it may be used. `owner` holds the e-mail and the name it may not contain. */
export function weaknesses(password: string, least: number, owner: { email: string; name: string }): WeakReason[] {
  const found: WeakReason[] = []
  if ([...password].length < least) found.push({ code: 'password.too-short', params: { length: least } })
  if (isCommon(password)) found.push({ code: 'password.common' })
  const bare = bareOf(password)
  const parts = [owner.email.split('@')[0] ?? '', owner.name].map(bareOf)
  if (parts.some((part) => part.length >= (/^[\x20-\x7e]+$/.test(part) ? 3 : 2) && bare.includes(part))) found.push({ code: 'password.personal' })
  return found
}
const bareOf = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[\s._·-]/g, '')

const ROWS = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm']
const BOTH_WAYS = ROWS.flatMap((row) => [row, [...row].reverse().join('')])
/** One of the commonest, one with a few digits or marks behind it, one short piece repeated, or a run along the keyboard. */
function isCommon(password: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase()
  const letters = plain.replace(/@/g, 'a').replace(/0/g, 'o').replace(/\$/g, 's').replace(/!/g, 'i')
  const bare = (text: string) => text.replace(/[\d!@#$%^&*._-]{1,8}$/, '')
  if ([plain, letters, bare(plain), bare(letters)].some((text) => COMMON.has(text))) return true
  if (/^(.{1,4})\1+.{0,3}$/u.test(plain) && new Set(plain).size <= 4) return true
  let run = 0
  for (let at = 0; at + 3 <= plain.length; at++) if (BOTH_WAYS.some((row) => row.includes(plain.slice(at, at + 3)))) run++
  return run >= plain.length - 3
}
