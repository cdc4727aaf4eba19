import { randomInt } from 'node:crypto'
import { hashPassword as scrypt } from 'better-auth/crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { weaknesses } from '../weak-passwords.ts'
import { passwordLength } from '../settings.ts'

/** scrypt with a salt of its own; takes about 60 ms on another thread. */
export const hashPassword = (password: string): Promise<string> => scrypt(password)

/** @throws AppError refused `password.weak` with every reason */
export function refuseWeak(ctx: Pick<Ctx, 'settings'>, password: string, owner: { email: string; name: string }, path = 'password'): void {
  const found = weaknesses(password, ctx.settings.get(passwordLength), owner)
  if (found.length) throw refused('password.weak', found.map(({ code, params }) => ({ path, code, ...(params ? { params } : {}) })))
}

// No letters and digits that look alike: it is read aloud or typed from paper.
const SIGNS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'
/** Four groups of four signs, 92 bits. */
export const temporaryPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')).join('-')
