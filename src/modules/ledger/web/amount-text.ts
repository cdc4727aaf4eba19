import { language } from '../../../kernel/web/words.ts'
import type { Unit } from '../contract.ts'

/** An amount of money as the reader writes it; whole yuan without their hundredths. */
export function yuanText(yuan: number): string {
  return new Intl.NumberFormat(language(), { style: 'currency', currency: 'CNY', minimumFractionDigits: Number.isInteger(yuan) ? 0 : 2, maximumFractionDigits: 2 }).format(yuan)
}
/** An amount of the ledger: money in fen, points as they are. */
export const amountText = (amount: number, unit: Unit): string => unit === 'cny' ? yuanText(amount / 100) : new Intl.NumberFormat(language()).format(amount)
