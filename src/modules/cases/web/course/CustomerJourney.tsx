import './course.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { course } from '../../course/contract.ts'
import type { Journey } from '../../course/contract.ts'
import { CaseStatusTag } from '../parts/tags.tsx'

/** A customer's way through inquiry, purchase, use and after-sales. */
export function CustomerJourney({ customerId }: { customerId: string }) {
  const found = useQuery(query(course.journey, { params: { id: customerId } }))
  useLive('case', () => void found.refetch())
  if (found.isError && !found.data) return <Fault error={found.error} again={() => void found.refetch()} />
  return <ol className="journey" aria-busy={found.isPending}>{(found.data?.stages ?? []).map((one) => <Stage key={one.stage} of={one} />)}</ol>
}

function Stage({ of: { stage, cases, more, open, behaviours, firstAt, lastAt, gap } }: { of: Journey['stages'][number] }) {
  const t = useT()
  const isEmpty = cases.length === 0 && behaviours.length === 0
  return (
    <li className="journey-stage" data-state={gap ? 'gap' : isEmpty ? 'ahead' : 'been'}>
      <h2>{t(`case.stage.${stage}`)}</h2>
      <p className="journey-facts quiet">{gap ? t('journey.gap') : isEmpty ? t('journey.ahead') : <>{open ? <strong>{t('journey.open', { n: open })}</strong> : null}<span><Moment at={firstAt} />{lastAt && firstAt && lastAt > firstAt ? <> – <Moment at={lastAt} /></> : null}</span></>}</p>
      {behaviours.length ? <ul className="journey-deeds" aria-label={t('journey.behaviours')}>{behaviours.map((one) => <li key={one.id}><span>{t(`behaviour.${one.kind}`)}</span><span className="clip" title={one.label}>{one.label}</span><span className="quiet"><Moment at={one.at} /></span></li>)}</ul> : null}
      <ul className="journey-cases">{cases.map((one) => <li key={one.id}><Link to={`/cases/${one.id}`} className="journey-case">{one.subject}</Link><span className="journey-case-facts"><CaseStatusTag of={one} /><span className="quiet num">{t(`case.kind.${one.kind}`)} · {one.number}</span></span></li>)}</ul>
      {more ? <p className="quiet">{t('journey.more', { n: more })}</p> : null}
    </li>
  )
}
