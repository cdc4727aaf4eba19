import { Button } from 'antd'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { DueBadge } from '../../../clocks/web/index.ts'
import { cases } from '../../contract.ts'
import type { Case } from '../../contract.ts'
import type { Concern, Concerned } from '../../supervision/contract.ts'
import { supervision } from '../../supervision/contract.ts'
import { AssignDialog } from '../parts/AssignDialog.tsx'
import { CaseStatusTag, PriorityMark } from '../parts/tags.tsx'
import { StepInDialog } from './StepInDialog.tsx'

/** Cases of one concern, the most pressing first, each with what can be done about it from here. */
export function ConcernList({ of, items, total }: { of: Concern; items: readonly Concerned[]; total: number }) {
  const t = useT()
  const { staff } = useSession()
  const [asked, setAsked] = useState<{ of: Case; what: 'step-in' | 'assign' } | null>(null)
  const assign = useCall(cases.assign, { said: 'case.assigned' })
  const settle = useCall(supervision.settle, { said: 'help.settled' })
  return (
    <>
      <ul className="supervision-list">
        {items.map(({ case: it, since, help }) => (
          <li key={it.id}>
            <div className="supervision-what">
              <h2><PriorityMark priority={it.priority} /><Link to={`/desk/${it.id}` as string} className="clip">{it.subject}</Link></h2>
              {help && of === 'help' ? <p className="supervision-why">{t('help.said', { name: help.askedBy.name, why: help.why })}</p> : null}
              <p className="quiet supervision-facts">
                <span className="num">{it.number}</span><CaseStatusTag of={it} />
                <span>{it.handler?.name ?? t('supervision.unclaimed')}{it.team ? ` · ${it.team.name}` : ''}</span>
                {it.offered ? <span>{t('supervision.offered-to', { name: it.offered.staff?.name ?? it.offered.team?.name ?? '' })}</span> : null}
              </p>
            </div>
            <span className="supervision-since">{of === 'overdue' ? <Due it={it} /> : <><span className="quiet">{t(`supervision.since-${of}`)}</span> <RelativeTime at={since} /></>}</span>
            <span className="supervision-acts">
              {help?.may.includes('advise') && of === 'help' ? <Button size="small" loading={settle.busy} onClick={() => void settle.run({ params: { id: help.id }, body: { version: help.version } })}>{t('help.advise')}</Button> : null}
              {it.may.includes('assign') ? <Button size="small" onClick={() => setAsked({ of: it, what: 'assign' })}>{t('help.hand-on')}</Button> : null}
              {it.may.includes('assign') && it.handler?.id !== staff?.id ? <Button size="small" type="primary" ghost onClick={() => setAsked({ of: it, what: 'step-in' })}>{t('help.step-in')}</Button> : null}
            </span>
          </li>
        ))}
      </ul>
      {total > items.length ? <p className="quiet supervision-more">{t('supervision.more', { n: total - items.length })} <Link to={'/cases' as string} search={searchFor(of) as never}>{t('case.plural')}</Link></p> : null}
      {asked?.what === 'step-in' ? <StepInDialog of={asked.of} close={() => setAsked(null)} /> : null}
      {asked?.what === 'assign' ? <AssignDialog of={`${asked.of.number} · ${asked.of.subject}`} handlerId={asked.of.handler?.id ?? null} teamId={asked.of.team?.id ?? null} busy={assign.busy} close={() => setAsked(null)}
        done={async (to) => await assign.run({ params: { id: asked.of.id }, body: { ...to, version: asked.of.version } }) !== undefined} /> : null}
    </>
  )
}

/** The deadline that was missed longest ago. */
function Due({ it }: { it: Case }) {
  const [first] = it.clocks.filter((clock) => clock.state === 'breached').toSorted((a, b) => Number(a.dueAt) - Number(b.dueAt))
  return first ? <DueBadge clock={first} named /> : null
}
const searchFor = (of: Concern): Record<string, string> => of === 'overdue' ? { sort: 'dueAt' } : of === 'silent' ? { silent: 'true' } : of === 'waiting' ? { handler: 'none', statusClass: 'open' } : {}
