import { useMemo } from 'react'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { DueBadge } from '../../../clocks/web/index.ts'
import type { Case } from '../../contract.ts'
import { pressing } from '../../rules.ts'
import { useStatusName } from './status-names.ts'
import { CaseStatusTag, KindTag, PriorityMark } from './tags.tsx'

/** The columns of cases, here and within a customer's page. */
export function useCaseColumns(): readonly Column<Case>[] {
  const t = useT()
  const { company } = useSession()
  const nameOf = useStatusName()
  return useMemo(() => {
    const clockText = (row: Case) => {
      const clock = pressing(row.clocks)
      if (!clock) return ''
      return clock.dueAt ? momentText(clock.dueAt, company.zone) : language() === 'zh-CN' ? clock.name.zh : clock.name.en
    }
    return [
      { key: 'number', title: 'case.number', width: 152, text: (row) => row.number, cell: (row) => <span className="num">{row.number}</span>, card: 'top' },
      { key: 'subject', title: 'case.subject', width: 140, grow: true, text: (row) => row.subject, card: 'title' },
      { key: 'customer', title: 'case.customer', width: 72, text: (row) => row.customer?.name, card: 'foot' },
      { key: 'kind', title: 'case.kind', width: 92, text: (row) => t(`case.kind.${row.kind}`), cell: (row) => <KindTag kind={row.kind} /> },
      { key: 'priority', title: 'case.priority', width: 86, text: (row) => t(`case.priority.${row.priority}`), cell: (row) => <PriorityMark priority={row.priority} named />, card: 'foot' },
      { key: 'status', out: { asked: true }, title: 'case.status', width: 102, text: (row) => nameOf(row.status.key, row.kind), cell: (row) => <CaseStatusTag of={row} />, card: 'foot' },
      { key: 'due', out: { asked: true }, title: 'case.due', width: 134, sort: 'dueAt', text: clockText, cell: (row) => { const clock = pressing(row.clocks); return clock ? <DueBadge clock={clock} /> : null }, card: 'corner' },
      { key: 'handler', title: 'case.handler', width: 66, text: (row) => row.handler?.name },
      { key: 'firstResponder', title: 'case.firstResponder', width: 66, text: (row) => row.firstResponder?.name },
      { key: 'createdAt', title: 'case.createdAt', width: 100, sort: 'createdAt', text: (row) => momentText(row.createdAt, company.zone), cell: (row) => <RelativeTime at={row.createdAt} /> },
      { key: 'channel', title: 'case.channel', width: 84, text: (row) => t(`case.channel.${row.channel}`), optional: true },
      { key: 'team', title: 'case.team', width: 110, text: (row) => row.team?.name, optional: true },
    ]
  }, [t, company.zone, nameOf])
}
