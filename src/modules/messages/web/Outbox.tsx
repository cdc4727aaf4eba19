import './messages.css'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { query } from '../../../kernel/client.ts'
import { choice, choices, pick } from '../../../kernel/web/list/list-types.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { Moment } from '../../../kernel/web/moment.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { StaffName, StaffPicker } from '../../people/web/index.ts'
import { outbox } from '../contract.ts'
import type { OutgoingMessage } from '../contract.ts'
import { MESSAGE_STATES, OUT_CHANNELS, PURPOSES } from '../rules.ts'
import { About } from './parts/About.tsx'
import { StateMark, reasonText } from './parts/StateMark.tsx'

/** What waits for somebody stands first; the rest goes by itself. */
const VIEWS = [
  { key: 'attention', label: 'message.view.attention', query: { state: 'held,unknown,failed,bounced,refused' } },
  { key: 'waiting', label: 'message.view.waiting', query: { state: 'queued,sending' } },
  { key: 'sent', label: 'message.view.sent', query: { state: 'sent' } },
] as const
const toText = (row: OutgoingMessage) => row.to.map((one) => one.name ?? one.value).join('、')

/** Everything that leaves the house, and what became of it. */
export function Outbox() {
  const t = useT()
  const counted = useQuery({ ...query(outbox.counts, {}), staleTime: 5_000 })
  const words = (field: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`message.${field}.${value}`) }))
  const filters = useMemo(() => [
    choices('state', 'message.state', words('state', MESSAGE_STATES)),
    choices('channel', 'message.channel', words('channel', OUT_CHANNELS)),
    choices('purpose', 'message.purpose', words('purpose', PURPOSES)),
    choice('automatic', 'message.written-by', [{ value: 'false', label: t('message.by-staff') }, { value: 'true', label: t('message.by-itself') }]),
    pick('author', 'message.author', StaffPicker, StaffName),
    // Words change with the language only.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t])
  const unknown = counted.data?.items.find((one) => one.state === 'unknown')
  return (
    <>
      {unknown ? <p className="message-doubt" role="status">{t('message.doubt', { n: `${unknown.count}${unknown.more ? '+' : ''}` })}</p> : null}
      <ListPage
        list="outbox" endpoint={outbox.list} entity="message" title="message.plural" defaultSort="-id" search={false} to={(row) => `/outbox/${row.id}`} views={VIEWS} filters={filters}
        columns={[
          { key: 'queuedAt', title: 'message.queued-at', width: 116, sort: 'id', text: (row) => row.queuedAt.toISOString(), cell: (row) => <Moment at={row.queuedAt} />, card: 'corner' },
          { key: 'state', title: 'message.state', width: 104, text: (row) => t(`message.state.${row.state}`), cell: (row) => <StateMark of={row} />, card: 'top' },
          { key: 'subject', title: 'message.subject', width: 150, grow: true, text: (row) => row.subject ?? '', cell: (row) => row.subject ? <span className="clip">{row.subject}</span> : <span className="quiet">–</span>, card: 'title' },
          { key: 'to', title: 'message.to', width: 150, text: toText, card: 'foot' },
          { key: 'reason', title: 'message.reason', width: 130, text: (row) => reasonText(t, row.reason) ?? '' },
          { key: 'channel', title: 'message.channel', width: 104, text: (row) => t(`message.channel.${row.channel}`) },
          { key: 'purpose', title: 'message.purpose', width: 112, text: (row) => t(`message.purpose.${row.purpose}`) },
          { key: 'author', title: 'message.author', width: 84, text: (row) => row.author?.name ?? t('message.by-itself') },
          { key: 'dueAt', title: 'message.due-at', width: 130, optional: true, text: (row) => row.dueAt?.toISOString(), cell: (row) => <Moment at={row.dueAt} /> },
          { key: 'attempts', title: 'message.attempts', width: 80, optional: true, figures: true, text: (row) => row.attempts },
          { key: 'about', title: 'message.about', width: 90, text: (row) => row.about.id, cell: (row) => <About of={row.about} /> },
        ]}
        empty={{ title: 'message.none', text: 'message.none-text' }}
      />
    </>
  )
}
