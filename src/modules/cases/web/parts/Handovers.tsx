import './handovers.css'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case, Handover } from '../../contract.ts'
import { useDeskWork } from './use-case-desk.ts'

/** What the receiver was told. */
export function HandoverText({ handover }: { handover: Handover }) {
  const t = useT()
  return (
    <dl className="handover-text">
      {(['facts', 'done', 'promised', 'pending'] as const).filter((part) => handover[part] !== '').map((part) => <div key={part}><dt>{t(`handover.${part}`)}</dt><dd>{handover[part]}</dd></div>)}
      <div><dt>{t('handover.due')}</dt><dd><Moment at={handover.dueAt} form="full" /></dd></div>
    </dl>
  )
}

/** How a case went from hand to hand, with both sides' names and moments; nothing where it never did. */
export function Handovers({ of }: { of: Case }) {
  const t = useT()
  const items = useDeskWork(of.id).handovers
  if (items.length === 0) return null
  return (
    <Block title="handover.plural">
      <ul className="handovers">
        {items.map((one) => (
          <li key={one.id} data-state={one.state}>
            <details>
              <summary>
                <span>{t('handover.from-to', { from: one.from.name, to: one.to.staff?.name ?? one.to.team?.name ?? '' })}</span>
                <span className="handover-facts"><span className="handover-state">{t(`handover.state.${one.state}`, { name: one.settledBy?.name ?? '' })}</span> <Moment at={one.settledAt ?? one.offeredAt} /></span>
                {one.reason ? <span className="quiet">{one.reason}</span> : null}
              </summary>
              <HandoverText handover={one} />
            </details>
          </li>
        ))}
      </ul>
    </Block>
  )
}
