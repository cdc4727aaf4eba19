import type { ContactKind } from '../../contract.ts'

/** A contact value as people of this country write it: numbers of one's own country without its code. Masked digits stay masked. */
export function shownContact(kind: ContactKind, value: string, country: string): string {
  if (kind !== 'phone' && kind !== 'sms') return value
  if (country !== 'CN' || !value.startsWith('+86')) return value
  const national = value.slice(3)
  const isMobile = national.length === 11 && national.startsWith('1')
  return isMobile ? `${national.slice(0, 3)} ${national.slice(3, 7)} ${national.slice(7)}` : `0${national}`
}
