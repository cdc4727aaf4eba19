import '../../../../kernel/web/list/list.css'
import '../insight.css'
import { BulbOutlined, PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../../kernel/web/list/Rows.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Can } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { figureText, named } from '../../../metrics/web/index.ts'
import { decisions } from '../../contract.ts'
import type { DecisionRow } from '../../contract.ts'
import { DecisionForm } from './DecisionForm.tsx'

const STATES = [undefined, 'due', 'open', 'reviewed'] as const

/** What was decided, why, and on which figures; what is due to be looked at again can be asked for alone. */
export function DecisionLog() {
  const t = useT()
  const navigate = useNavigate()
  const { new: adding, state, metric } = useSearch({ strict: false }) as Record<string, string | undefined>
  const of = STATES.find((one) => one === state)
  usePageTitle(t('decision-log.plural'))
  const found = useInfiniteQuery({ queryKey: [decisions.decided.path, { state: of }], queryFn: ({ pageParam }) => call(decisions.decided, { query: { limit: 50, ...(of ? { state: of } : {}), ...(pageParam ? { cursor: pageParam } : {}) } }), initialPageParam: '', getNextPageParam: (last) => last.nextCursor ?? undefined })
  const items = found.data?.pages.flatMap((page) => page.items)
  const show = (search: Record<string, string>) => void navigate({ to: '.', replace: true, search: search as never })
  const add = <Can permission="decision-log.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => show({ new: '1' })}>{t('decision-log.add')}</Button></Can>
  return (
    <div className="list">
      <header className="list-head"><h1>{t('decision-log.plural')}</h1><div className="list-acts">{add}</div></header>
      <div className="list-views"><div className="list-views-tabs">{STATES.map((one) => <button key={one ?? 'all'} type="button" className="list-view" aria-current={one === of || undefined} onClick={() => show(one ? { state: one } : {})}>{t(`decision-log.list.${one ?? 'all'}`)}</button>)}</div></div>
      <div className="list-body decisions">
        {found.isError && !items ? <Fault error={found.error} again={() => void found.refetch()} /> : !items ? <RowsSkeleton columns={3} />
          : items.length ? <><ul>{items.map((one) => <Line key={one.id} of={one} />)}</ul>{found.hasNextPage ? <Button onClick={() => void found.fetchNextPage()} loading={found.isFetchingNextPage}>{t('decision-log.more')}</Button> : null}</>
          : <Blank mark={<BulbOutlined />} title={t('decision-log.none')} text={t('decision-log.none-text')} act={of ? undefined : add} />}
      </div>
      <DecisionForm open={adding === '1'} {...(metric ? { metric } : {})} close={() => show({})} saved={(id) => void navigate({ to: `/decision-log/${id}` as string })} />
    </div>
  )
}

function Line({ of }: { of: DecisionRow }) {
  const t = useT()
  return (
    <li className="decision">
      <div className="decision-head"><Link to={`/decision-log/${of.id}` as string}><strong>{of.question}</strong></Link><StateTag of={of} /></div>
      <p className="decision-chosen">{of.options[of.chosen]}</p>
      <p className="decision-why clip">{of.reasons}</p>
      <ul className="decision-figures num">{of.figures.slice(0, 4).map((one, at) => <li key={at}><span>{named(one.name)}</span><strong>{figureText(language(), one.unit, one.value)}</strong><small>n = {one.n.toLocaleString(language())}</small></li>)}</ul>
      <p className="decision-foot quiet">{of.decider.name} · <Moment at={of.decidedAt} form="day" /> · {t('decision-log.review-on-day', { day: of.reviewOn })}</p>
    </li>
  )
}

/** Whether it waits, is to be looked at again, or what became of it. */
export function StateTag({ of }: { of: Pick<DecisionRow, 'state' | 'verdict'> }) {
  const t = useT()
  return of.verdict ? <Tag color={of.verdict === 'kept' ? 'success' : of.verdict === 'changed' ? 'warning' : 'default'}>{t(`decision-log.verdict.${of.verdict}`)}</Tag> : <Tag color={of.state === 'due' ? 'error' : 'processing'}>{t(`decision-log.state.${of.state}`)}</Tag>
}
