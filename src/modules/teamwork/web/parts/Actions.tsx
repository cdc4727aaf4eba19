import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import type { Endpoint } from '../../../../kernel/contract.ts'
import { Blank } from '../../../../kernel/web/frame/faults.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Action } from '../../contract.ts'

/** What was decided to be done: who, by when, and what is late. */
export function Actions({ endpoint, id, fromOthers }: { endpoint: Endpoint; id: string; /** Decisions of this meeting; an action of another one came from before. */ fromOthers?: boolean }) {
  const t = useT()
  const found = useQuery(query(endpoint, { params: { id } } as never)) as ReturnType<typeof useQuery<{ items: Action[] }>>
  const items = found.data?.items
  if (!items) return <div className="teamwork-actions" aria-busy>{Array.from({ length: 3 }, (_, n) => <span key={n} className="grey" style={{ height: 16, width: '60%' }} />)}</div>
  if (!items.length) return <Blank title={t('decision.no-actions')} text={t(fromOthers ? 'meeting.no-actions-text' : 'decision.no-actions-text')} />
  return (
    <ul className="teamwork-actions">
      {items.map((one) => (
        <li key={one.id} data-state={one.overdue ? 'overdue' : one.state}>
          <i aria-hidden />
          <Link to={`/tasks/${one.id}` as string} className="clip">{'text' in one.title ? one.title.text : language() === 'en' ? one.title.en : one.title.zh}</Link>
          <span className="quiet">{one.owner?.name ?? '–'}</span>
          <span className={one.overdue ? 'teamwork-late' : 'quiet'}>{one.overdue ? `${t('task.overdue')} · ` : one.state === 'open' ? '' : `${t(`task.state.${one.state}`)} · `}<Moment at={one.dueAt} /></span>
        </li>
      ))}
    </ul>
  )
}

/** Open and overdue, in a few characters. */
export function ActionCounts({ of: { open, overdue } }: { of: { open: number; overdue: number } }) {
  const t = useT()
  if (!open) return <span className="quiet">–</span>
  return <span className="num">{t('decision.actions-open', { n: open })}{overdue ? <span className="teamwork-late"> · {t('decision.actions-overdue', { n: overdue })}</span> : null}</span>
}
