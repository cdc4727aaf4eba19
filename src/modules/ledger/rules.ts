/** The arithmetic of the ledger, pure. */

export interface Lot { id: string; remaining: number }
export interface Draw { lotId: string; amount: number }

/**
 * Takes an amount out of lots in their order: what expires first, then what came first.
 * @param lots those that have not expired, in that order
 * @returns what each lot gives; undefined when together they have less than that
 */
export function drawFrom(lots: readonly Lot[], amount: number): Draw[] | undefined {
  const draws: Draw[] = []
  let left = amount
  for (const lot of lots) {
    if (left === 0) break
    const taken = Math.min(left, lot.remaining)
    if (taken > 0) draws.push({ lotId: lot.id, amount: taken })
    left -= taken
  }
  return left === 0 ? draws : undefined
}

/** Whether what is given is what is taken. */
export const isBalanced = (entries: readonly { amount: number }[]): boolean => entries.length > 1 && entries.every(({ amount }) => Number.isSafeInteger(amount) && amount !== 0) && entries.reduce((sum, { amount }) => sum + amount, 0) === 0

/** Letters and figures that nobody mistakes for another over the telephone. */
export const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
/** A code as somebody types it: small letters, spaces and strokes are as good. */
export const asCode = (text: string): string => text.toUpperCase().replace(/[\s\-–—]/g, '')
/** A code as it is read out: `7K3M-9QXT-2B4D`. */
export const codeInGroups = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code
