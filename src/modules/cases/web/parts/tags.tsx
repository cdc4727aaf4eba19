import './tags.css'
import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { useStatusName } from './status-names.ts'

/** A status in words, with a mark of what it means whatever it is called. */
export function CaseStatusTag({ of: { status, kind } }: { of: Pick<Case, 'status' | 'kind'> }) {
  const nameOf = useStatusName()
  return <span className="case-status" data-class={status.class}><i aria-hidden /><span className="clip">{nameOf(status.key, kind)}</span></span>
}

/** What kind of matter it is; complaints and grumbles stand out, and what a channel has only supposed has a question mark. */
export function KindTag({ kind, supposed = false }: { kind: Case['kind']; supposed?: boolean }) {
  const t = useT()
  return <span className="case-kind" data-kind={kind} data-supposed={supposed || undefined} title={supposed ? t('case.kind-supposed') : undefined}>{t(`case.kind.${kind}`)}{supposed ? <>?<span className="unseen">{t('case.kind-supposed')}</span></> : null}</span>
}

const BARS = { low: 1, normal: 2, high: 3, urgent: 0 } as const
/** The priority as three bars, urgent as a filled mark; with `named` its word beside it. */
export function PriorityMark({ priority, named = false }: { priority: Case['priority']; named?: boolean }) {
  const t = useT()
  const word = t(`case.priority.${priority}`)
  return (
    <span className="case-priority" data-priority={priority} title={named ? undefined : t('case.priority-is', { priority: word })}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
        {priority === 'urgent'
          ? <><rect width="14" height="14" rx="3.5" fill="currentColor" /><rect x="6.1" y="2.8" width="1.8" height="5.4" rx=".9" className="case-priority-sign" /><circle cx="7" cy="10.6" r="1.1" className="case-priority-sign" /></>
          : [0, 1, 2].map((n) => <rect key={n} x={1 + n * 4.5} y={8.5 - n * 3} width="3" height={4 + n * 3} rx="1" fill="currentColor" opacity={n < BARS[priority] ? 1 : .25} />)}
      </svg>
      {named ? <span>{word}</span> : <span className="unseen">{t('case.priority-is', { priority: word })}</span>}
    </span>
  )
}

/** A case by its number and subject, leading to its page. */
export function CaseLink({ of: { id, number, subject } }: { of: { id: string; number: string; subject?: string } }) {
  return <Link to={`/cases/${id}`} className="case-link"><span className="num">{number}</span>{subject ? <span className="clip">{subject}</span> : null}</Link>
}
