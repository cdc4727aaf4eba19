import { useQueries, useQuery } from '@tanstack/react-query'
import { useSay } from '../../../../kernel/web/record/use-say.ts'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { History } from '../../../../kernel/web/record/History.tsx'
import { sentenceValues } from '../../../../kernel/web/record/history-words.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { hasWord, language, useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../../customers/contract.ts'
import { staff, units } from '../../../people/contract.ts'
import { cases } from '../../contract.ts'
import { workspace } from '../../desk/contract.ts'
import type { Case } from '../../contract.ts'
import { idsIn, inShort, inWords } from './case-history.ts'
import { useStatusName } from './status-names.ts'

const KEPT = { staleTime: 300_000, retry: false }

function useHistory(of: Pick<Case, 'id' | 'kind' | 'clocks'>, from: typeof cases.events | typeof workspace.recent) {
  const t = useT()
  const can = useCan()
  const nameOf = useStatusName()
  const history = useQuery(query(from, { params: { id: of.id } }))
  const ids = idsIn(history.data?.items ?? [])
  const people = useQueries({ queries: ids.staff.map((id) => ({ ...query(staff.get, { params: { id } }), ...KEPT, enabled: can('staff.read') })) })
  const teams = useQuery({ ...query(units.teams, {}), ...KEPT, enabled: ids.team.length > 0 && can('staff.read') })
  const clients = useQueries({ queries: ids.customer.map((id) => ({ ...query(customers.get, { params: { id } }), ...KEPT, enabled: can('customer.read') })) })
  const among = (found: readonly { data: { id: string; name: string } | undefined }[]) => (id: string) => found.find(({ data }) => data?.id === id)?.data?.name ?? t('case.somebody')
  const names = {
    status: (key: string) => nameOf(key, of.kind), staff: among(people), customer: among(clients), clock: (key: string) => { const found = of.clocks.find((one) => one.key === key); return !found ? key : language() === 'zh-CN' ? found.name.zh : found.name.en },
    team: (id: string) => teams.data?.items.find((one) => one.id === id)?.name ?? t('case.some-team'),
  }
  return { ...history, entries: history.data?.items.map((entry) => inWords(entry, names)) }
}

/** The whole history of a case. */
export function CaseHistory({ of }: { of: Pick<Case, 'id' | 'kind' | 'clocks'> }) {
  const t = useT()
  const history = useHistory(of, cases.events)
  if (history.isError && !history.entries) return <Fault error={history.error} again={() => void history.refetch()} />
  if (!history.entries) return <div className="history" aria-busy>{Array.from({ length: 6 }, (_, n) => <span key={n} className="grey" style={{ height: 14, width: `${70 - (n * 11) % 30}%`, margin: '16px 0' }} />)}</div>
  return history.entries.length > 0 ? <History entries={history.entries} /> : <Blank title={t('history.empty')} />
}

const SHORT = 5
/** What was done last, one line each. */
export function ShortHistory({ of }: { of: Pick<Case, 'id' | 'kind' | 'clocks'> }) {
  const t = useT()
  const say = useSay()
  const history = useHistory(of, workspace.recent)
  if (history.isError && !history.entries) return <p className="quiet">{t('case.history-unread')}</p>
  if (!history.entries) return <span className="grey" style={{ height: 60 }} />
  return (
    <ol className="short-history">
      {inShort(history.entries).slice(0, SHORT).map((entry) => (
        <li key={entry.id}>
          <span><strong>{entry.actor.name || t(`history.actor.${entry.actor.kind}`)}</strong> {hasWord(`event.${entry.kind}`) ? t(`event.${entry.kind}`, sentenceValues(entry.data, entry.kind.slice(0, entry.kind.indexOf('.')), say)) : entry.kind}</span>
          <RelativeTime at={entry.at} />
        </li>
      ))}
    </ol>
  )
}
