import '../parts/dialogs.css'
import '../../../../kernel/web/list/list.css'
import './supervision.css'
import { CheckCircleOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../../kernel/web/list/Rows.tsx'
import { useLive } from '../../../../kernel/web/live.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { TeamPicker } from '../../../people/web/index.ts'
import type { Concern, Supervision } from '../../supervision/contract.ts'
import { CONCERNS, supervision } from '../../supervision/contract.ts'
import { ConcernList } from './ConcernList.tsx'
import { PeopleList } from './PeopleList.tsx'

/** Once a minute the board is read again even when nothing was told: what comes due tells nobody. */
const AGAIN_MS = 20_000

/** What whoever leads looks at: calls for help first, then what is overdue, silent, not accepted and unclaimed, and who has how much. */
export function SupervisionPage() {
  const t = useT()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const { team, of } = useSearch({ strict: false }) as { team?: string; of?: string }
  const found = useQuery({ ...query(supervision.board, { query: team ? { teamId: team } : {} }), refetchInterval: AGAIN_MS, placeholderData: (before) => before })
  useLive('case', () => void cache.invalidateQueries({ queryKey: [supervision.board.path] }))
  usePageTitle(t('supervision.title'))
  const put = (search: Record<string, string | undefined>) => void navigate({ to: '.', replace: true, search: ((was: Record<string, string>) => Object.fromEntries(Object.entries({ ...was, ...search }).filter(([, value]) => value))) as never })
  const data = found.data
  const chosen = CONCERNS.find((one) => one === of) ?? (data ? CONCERNS.find((one) => data.counts[one] > 0) : undefined) ?? 'help'
  return (
    <div className="list supervision">
      <header className="list-head"><h1>{t('supervision.title')}</h1><div className="list-acts supervision-team"><TeamPicker value={team ?? null} onChange={(id) => put({ team: id ?? undefined })} placeholder={t('supervision.all-teams')} /></div></header>
      {found.isError && !data ? <Fault error={found.error} again={() => void found.refetch()} /> : !data ? <RowsSkeleton columns={4} /> : (
        <div className="supervision-body">
          <div className="supervision-main">
            <nav className="supervision-counts" aria-label={t('supervision.title')}>
              {CONCERNS.map((one) => (
                <button key={one} type="button" aria-current={one === chosen || undefined} data-tone={toneOf(one, data.counts)} onClick={() => put({ of: one })}>
                  <strong className="num">{data.counts[one]}</strong><span>{t(`supervision.${one}`)}</span>
                </button>
              ))}
            </nav>
            {data[chosen].length ? <ConcernList of={chosen} items={data[chosen]} total={data.counts[chosen]} />
              : <Blank mark={<CheckCircleOutlined />} title={CONCERNS.every((one) => data.counts[one] === 0) ? t('supervision.all-well') : t('supervision.none')} text={t('supervision.all-well-text')} />}
          </div>
          <PeopleList people={data.people} />
        </div>
      )}
    </div>
  )
}
const toneOf = (one: Concern, counts: Supervision['counts']) => counts[one] === 0 ? 'calm' : one === 'help' || one === 'overdue' ? 'bad' : 'warn'
