import { ReloadOutlined, ThunderboltOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../../kernel/web/list/Rows.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useCan, useSession } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import { rules } from '../../contract.ts'
import type { Firing, Vocabulary } from '../../contract.ts'
import { named } from './named.ts'
import { becauseText } from './rule-words.ts'
import { useVocabulary } from './use-vocabulary.ts'

interface Page { items: Firing[]; nextCursor: string | null }
interface Asked { rule?: string; state?: Firing['state']; subjectKind?: string; subjectId?: string }
const NOBODY: ReadonlyMap<string, string> = new Map()

/** When rules fired, newest first, each with why and what came of it. */
export function FiringList({ asked, brief = false }: { asked: Asked; brief?: boolean }) {
  const t = useT()
  const vocabulary = useVocabulary()
  const found = useInfiniteQuery({
    queryKey: [rules.firings.path, asked], initialPageParam: '', getNextPageParam: (last: Page) => last.nextCursor ?? undefined,
    queryFn: ({ pageParam }): Promise<Page> => call(rules.firings, { query: { limit: brief ? 5 : 30, ...asked, ...(pageParam ? { cursor: pageParam } : {}) } }),
  })
  if (found.isError) return <Fault error={found.error} again={() => void found.refetch()} />
  if (!found.data || !vocabulary.data) return <RowsSkeleton columns={3} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (!items.length) return <Blank mark={<ThunderboltOutlined />} title={t('rule.no-firings')} text={t('rule.no-firings-text')} />
  return (
    <div className="rule-firings">
      <ul>{items.map((one) => <li key={one.id}><FiringItem of={one} vocabulary={vocabulary.data} named={asked.rule === undefined} placed={asked.subjectId === undefined} /></li>)}</ul>
      {found.hasNextPage ? <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('rule.more')}</Button> : null}
    </div>
  )
}

/** One firing. `named` says which rule, `placed` at which record. */
export function FiringItem({ of, vocabulary, named: says, placed }: { of: Firing; vocabulary: Vocabulary; named: boolean; placed: boolean }) {
  const t = useT()
  const can = useCan()
  const { company } = useSession()
  const replay = useCall(rules.replay, { said: 'rule.replayed' })
  const subject = vocabulary.subjects.find((one) => one.kind === of.subject?.kind) ?? vocabulary.subjects.find((one) => one.events.some((event) => event.kind === of.eventKind))
  const event = subject?.events.find((one) => one.kind === of.eventKind)
  const deeds = of.deeds.map((deed) => { const action = vocabulary.actions.find((one) => one.name === deed.do); return action ? named(action.words) : deed.do })
  const name = of.rule.name ? named(of.rule.name) : of.rule.key
  return (
    <article className="rule-firing" data-state={of.state}>
      <header>
        <span className="rule-state">{t(`rule.state.${of.state}`)}</span>
        {says ? can('rule.steer') ? <Link to={`/rules/${of.rule.key}` as string}><strong>{name}</strong></Link> : <strong>{name}</strong> : null}
        {placed ? of.subject ? <Link to={`${subject?.path ?? `/${of.subject.kind}s/`}${of.subject.id}` as string} className="num">{subject ? named(subject.noun) : of.subject.kind} {of.subject.label ?? ''}</Link> : <span className="quiet">{t('rule.out-of-sight')}</span> : null}
        <span className="quiet"><Moment at={of.at} form="full" /></span>
      </header>
      <p className="quiet">{event ? named(event.words) : t('rule.by-clock')}{of.depth ? ` · ${t('rule.depth', { n: of.depth })}` : ''}{of.rule.version === null ? '' : ` · ${t('rule.version', { n: of.rule.version })}`}</p>
      {of.because.length ? <ul className="rule-because">{of.because.map((part) => <li key={part.path}>{becauseText(t, subject?.fields ?? [], NOBODY, company.zone, part)}</li>)}</ul> : null}
      {deeds.length ? <p className="rule-deeds">{deeds.join(t('rule.say.comma'))}</p> : null}
      {of.error ? <p className="rule-fault">{hasWord(of.error.code) ? t(of.error.code) : of.error.message}</p> : null}
      {(of.state === 'failed' || of.state === 'looped') && can('rule.steer') ? <Button size="small" icon={<ReloadOutlined aria-hidden />} loading={replay.busy} onClick={() => void replay.run({ params: { id: of.id }, body: { version: of.version } })}>{t('rule.replay')}</Button> : null}
    </article>
  )
}
