import { Tag } from 'antd'
import { language, useT } from '../../../../kernel/web/words.ts'
import { yuanText } from '../../../ledger/web/index.ts'
import type { Remedy } from '../../redress/contract.ts'

const COLOURS: Record<Remedy['state'], string> = { asked: 'default', refused: 'red', ready: 'blue', offered: 'blue', accepted: 'blue', declined: 'default', done: 'default', withdrawn: 'default' }
/** How far a solution has come. */
export function RemedyTag({ state }: { state: Remedy['state'] }) {
  const t = useT()
  return <Tag color={COLOURS[state]}>{t(`remedy.state.${state}`)}</Tag>
}
export const named = (name: { zh: string; en: string }): string => language() === 'en' ? name.en : name.zh
/** What it costs in words, beside the solution's name: `优惠券 ¥100`; the amount alone where the name says the way; nothing where it costs nothing. */
export function costText(t: ReturnType<typeof useT>, of: Pick<Remedy, 'way' | 'amount' | 'gift' | 'option'>): string {
  if (of.way === null || of.amount === null) return ''
  if (of.option.key === of.way) return yuanText(of.amount)
  return `${of.way === 'gift' && of.gift ? of.gift : t(`remedy.way.${of.way}`)} ${yuanText(of.amount)}`
}
