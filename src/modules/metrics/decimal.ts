/** Decimal sums without rounding, so that no order of adding changes a figure: what PostgreSQL calls numeric, as a whole number of its smallest step. */
export interface Decimal { units: bigint; scale: number }

export const NOTHING: Decimal = { units: 0n, scale: 0 }
/** @param text as PostgreSQL prints a numeric: `-12.5` */
export function decimal(text: string): Decimal {
  const [whole = '0', rest = ''] = text.split('.')
  return { units: BigInt(whole + rest), scale: rest.length }
}
const to = ({ units, scale }: Decimal, wanted: number): bigint => units * 10n ** BigInt(wanted - scale)
export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { units: to(a, scale) + to(b, scale), scale }
}
/** The nearest double. */
export function numberOf({ units, scale }: Decimal): number {
  if (!scale) return Number(units)
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  return Number(`${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`)
}
/** The standard deviation (divisor n − 1) from the sum and the sum of squares, exact up to the last division; null for fewer than two. */
export function deviation(n: number, total: Decimal, squares: Decimal): number | null {
  if (n < 2) return null
  const scale = Math.max(squares.scale, total.scale * 2)
  const gap = BigInt(n) * to(squares, scale) - to({ units: total.units * total.units, scale: total.scale * 2 }, scale)
  return gap <= 0n ? 0 : Math.sqrt(numberOf({ units: gap, scale }) / n / (n - 1))
}
