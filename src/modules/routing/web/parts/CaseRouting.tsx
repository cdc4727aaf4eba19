import '../routing.css'
import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { routing } from '../../contract.ts'
import type { Candidate, Decision } from '../../contract.ts'

/** Why a case went to whom, beside it; while it waits, what speaks against each. Nothing for a case that rules have had no part in. */
export function CaseRouting({ caseId }: { caseId: string }) {
  const t = useT()
  const told = useQuery(query(routing.explain, { params: { id: caseId } }))
  useLive('case', () => void told.refetch(), caseId)
  const { items = [], now = [] } = told.data ?? {}
  if (items.length === 0 && now.length === 0) return null
  return (
    <Block title="routing.explain">
      {now.length > 0 ? <details className="routing-told"><summary>{t('routing.nobody-now')}</summary><Candidates of={now} /></details> : null}
      {items.map((one) => <Told key={one.id} decision={one} />)}
    </Block>
  )
}

function Told({ decision: { at, staff, queue, candidates, answerBy, actedAt, endedWhy } }: { decision: Decision }) {
  const t = useT()
  const { zone } = useSession().company
  const stands = endedWhy ? t(`routing.ended.${endedWhy}`) : actedAt ? t('routing.acted') : answerBy ? t('routing.answer-by', { at: momentText(answerBy, zone, 'short') }) : ''
  return (
    <details className="routing-told">
      <summary><span>{t('routing.given-to', { name: staff.name })}</span><span className="quiet">{t('routing.queue-is', { queue: language() === 'zh-CN' ? queue.name.zh : queue.name.en, by: t(`routing.by.${queue.by}`) })} · <Moment at={at} /></span>{stands ? <span className="quiet">{stands}</span> : null}</summary>
      <Candidates of={candidates} />
    </details>
  )
}

function Candidates({ of }: { of: readonly Candidate[] }) {
  const t = useT()
  return (
    <ul className="routing-candidates" aria-label={t('routing.candidates')}>
      {of.map(({ staff, verdict, detail, load, capacity }) => <li key={staff.id} data-verdict={verdict}><span className="clip">{staff.name}</span><span className="quiet num">{t('routing.detail', { load, capacity })}</span><span>{t(`routing.verdict.${verdict}`)}{detail && verdict !== 'full' ? <small className="quiet"> {verdict === 'above-grade' ? t(`routing.above-grade.${detail}`) : detail}</small> : null}</span></li>)}
    </ul>
  )
}
