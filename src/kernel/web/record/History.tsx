import './record.css'
import { DesktopOutlined, QuestionOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { query } from '../../client.ts'
import type { Endpoint } from '../../contract.ts'
import { customFields } from '../../custom-fields/contract.ts'
import type { CustomField, FieldValue } from '../../custom-fields/contract.ts'
import type { HistoryEntry } from '../../shell.ts'
import { fieldText, wordOf } from '../custom-fields/field-text.ts'
import { Blank, Fault } from '../frame/faults.tsx'
import { dayIn, momentText } from '../moment-text.ts'
import { useSession } from '../session.tsx'
import { hasWord, useT, type Words } from '../words.ts'
import { useSay } from './use-say.ts'
import { changesOf, fieldName, sentenceValues, valueText } from './history-words.ts'

const FIRST_SHOWN = 60
const NO_FIELDS: readonly CustomField[] = []
/** The company's own fields, asked for where one of them changed. */
function useOwnFields(entries: readonly HistoryEntry[]): readonly CustomField[] {
  const enabled = entries.some(({ data }) => changesOf(data).some(({ field }) => field.startsWith('fields.')))
  return useQuery({ ...query(customFields.list, { query: {} }), enabled, staleTime: 60_000 }).data?.items ?? NO_FIELDS
}

/** The history tab of a record: reads it from its endpoint, newest first, days apart. */
export function HistoryTab({ endpoint, params }: { endpoint: Endpoint; params: Record<string, string> }) {
  const t = useT()
  const history = useQuery(query(endpoint, { params } as never)) as ReturnType<typeof useQuery<{ items: HistoryEntry[] }>>
  if (history.isError && !history.data) return <Fault error={history.error} again={() => void history.refetch()} />
  if (!history.data) return <div className="history" aria-busy>{Array.from({ length: 6 }, (_, n) => <span key={n} className="grey" style={{ height: 14, width: `${70 - (n * 11) % 30}%`, margin: '16px 0' }} />)}</div>
  return history.data.items.length > 0 ? <History entries={history.data.items} /> : <Blank title={t('history.empty')} />
}

/** What happened to a record, as people read it: who, what, from what to what, when, by which way, and the seal. */
export function History({ entries }: { entries: readonly HistoryEntry[] }) {
  const t = useT()
  const { company } = useSession()
  const [all, setAll] = useState(false)
  const own = useOwnFields(entries)
  const newest = entries.toReversed()
  const shown = all ? newest : newest.slice(0, FIRST_SHOWN)
  return (
    <div className="history">
      <ol>
        {shown.map((entry, n) => {
          const day = dayIn(company.zone, entry.at)
          const before = shown[n - 1]
          return (
            <li key={entry.id}>
              {before && dayIn(company.zone, before.at) === day ? null : <div className="history-day num">{day === dayIn(company.zone) ? t('time.today') : day}</div>}
              <Entry entry={entry} t={t} zone={company.zone} own={own} />
            </li>
          )
        })}
      </ol>
      {shown.length < newest.length ? <Button onClick={() => setAll(true)}>{t('history.older', { n: newest.length - shown.length })}</Button> : null}
    </div>
  )
}

function Entry({ entry, t, zone, own }: { entry: HistoryEntry; t: Words; zone: string; own: readonly CustomField[] }) {
  const subject = entry.kind.slice(0, entry.kind.indexOf('.'))
  const say = useSay()
  const key = `event.${entry.kind}`
  const changes = changesOf(entry.data)
  const name = entry.actor.name || t(`history.actor.${entry.actor.kind}`)
  return (
    <div className="history-entry">
      <span className="history-entry-face" data-kind={entry.actor.kind} aria-hidden>{entry.actor.kind === 'staff' ? [...name].at(/\p{Script=Han}/u.test(name) ? -1 : 0) : entry.actor.kind === 'system' ? <DesktopOutlined /> : <QuestionOutlined />}</span>
      <div className="history-entry-body">
        <p><strong>{name}</strong> {hasWord(key) ? t(key, sentenceValues(entry.data, subject, say)) : entry.kind}</p>
        {changes.length > 0 ? (
          <ul className="history-entry-changes">
            {changes.map(({ field, named, ...change }) => {
              const ours = own.find((one) => one.of === subject && `fields.${one.key}` === field)
              const text = (value: unknown) => ours && value !== null && value !== undefined ? fieldText(ours, value as FieldValue) : valueText(value, field, subject, say)
              return <li key={field}>
                <span>{ours ? wordOf(ours.name) : fieldName(field, subject, say)}</span>
                {'from' in change ? <><del>{text(change.from)}</del><span aria-label={t('history.becomes')}>→</span></> : null}
                {named ? <ins>{t('history.changed')}</ins> : <ins>{text(change.to)}</ins>}
              </li>
            })}
          </ul>
        ) : null}
      </div>
      <div className="history-entry-when num">
        <time dateTime={entry.at.toISOString()} title={momentText(entry.at, zone, 'exact')}>{momentText(entry.at, zone, 'exact').slice(11)}</time>
        <Tooltip title={<>{t('history.via', { via: entry.via })}<br />{entry.hash ? t('history.sealed', { pos: entry.pos }) : t('history.unsealed')}{entry.hash ? <><br /><span style={{ wordBreak: 'break-all' }}>{entry.hash}</span></> : null}</>}>
          <button type="button" className="history-entry-seal" aria-label={t('history.proof')}>{entry.hash ? entry.hash.slice(0, 8) : '…'}</button>
        </Tooltip>
      </div>
    </div>
  )
}
