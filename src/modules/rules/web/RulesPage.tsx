import '../../../kernel/web/list/list.css'
import './rules.css'
import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined, ThunderboltOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Switch } from 'antd'
import type { ReactNode } from 'react'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../kernel/web/list/Rows.tsx'
import { RelativeTime } from '../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can, useCan } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import { rules } from '../contract.ts'
import type { Rule, Vocabulary } from '../contract.ts'
import type { RuleDraft } from './parts/draft-rule.ts'
import { FiringList } from './parts/FiringList.tsx'
import { named } from './parts/named.ts'
import type { Names } from './parts/rule-words.ts'
import { Sentence } from './parts/Sentence.tsx'
import { useNames } from './parts/use-names.ts'
import { useVocabulary } from './parts/use-vocabulary.ts'

const VIEWS = ['rules', 'firings', 'failed'] as const

/** The rules in the order in which they look, each in words and with a switch; and when they fired. */
export function RulesPage() {
  const t = useT()
  const navigate = useNavigate()
  const { view = 'rules' } = useSearch({ strict: false }) as { view?: string }
  usePageTitle(t('rule.plural'))
  const add = <Can permission="definition.write"><Link to={'/rules/new' as string}><Button type="primary" icon={<PlusOutlined aria-hidden />}>{t('rule.new')}</Button></Link></Can>
  return (
    <div className="list">
      <header className="list-head"><h1>{t('rule.plural')}</h1><div className="list-acts"><Can permission="webhook.read"><Link to={'/webhooks' as string}><Button>{t('webhook.plural')}</Button></Link></Can>{add}</div></header>
      <div className="list-views"><div className="list-views-tabs">{VIEWS.map((one) => <button key={one} type="button" className="list-view" aria-current={one === view || undefined} onClick={() => void navigate({ to: '.', replace: true, search: (one === 'rules' ? {} : { view: one }) as never })}>{t(`rule.view.${one}`)}</button>)}</div></div>
      <div className="list-body rule-body">{view === 'firings' ? <FiringList asked={{}} /> : view === 'failed' ? <FiringList asked={{ state: 'failed' }} /> : <RuleList add={add} />}</div>
    </div>
  )
}

function RuleList({ add }: { add: ReactNode }) {
  const t = useT()
  const found = useQuery(query(rules.rules, {}))
  const vocabulary = useVocabulary()
  const names = useNames(vocabulary.data, (found.data?.items ?? []).map((one) => one.body as unknown as RuleDraft))
  const arrange = useCall(rules.arrange)
  if (found.isError || vocabulary.isError) return <Fault error={found.error ?? vocabulary.error} again={() => void found.refetch()} />
  if (!found.data || !vocabulary.data) return <RowsSkeleton columns={4} />
  const { items } = found.data
  if (!items.length) return <Blank mark={<ThunderboltOutlined />} title={t('rule.none')} text={t('rule.none-text')} act={add} />
  const move = (at: number, by: -1 | 1) => {
    const keys = items.map((one) => one.key)
    const [key] = keys.splice(at, 1)
    if (key) keys.splice(at + by, 0, key)
    void arrange.run({ body: { keys } })
  }
  return <ol className="rules">{items.map((one, at) => <RuleRow key={one.key} of={one} vocabulary={vocabulary.data} names={names} up={at > 0 ? () => move(at, -1) : null} down={at < items.length - 1 ? () => move(at, 1) : null} busy={arrange.busy} />)}</ol>
}

function RuleRow({ of, vocabulary, names, up, down, busy }: { of: Rule; vocabulary: Vocabulary; names: Names; up: (() => void) | null; down: (() => void) | null; busy: boolean }) {
  const t = useT()
  const can = useCan()
  const turn = useCall(rules.switchRule, { said: of.isOn ? 'rule.is-off' : 'rule.is-on' })
  const steers = can('rule.steer')
  const count = (value: number) => value.toLocaleString(language())
  return (
    <li className="rule-row" data-off={!of.isOn || undefined}>
      {steers ? <span className="rule-order"><Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={t('rule.up')} disabled={!up || busy} onClick={() => up?.()} /><Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={t('rule.down')} disabled={!down || busy} onClick={() => down?.()} /></span> : null}
      <div className="rule-row-main">
        <h2><Link to={`/rules/${of.key}` as string}>{named(of.name)}</Link>{of.origin === 'shipped' ? <span className="quiet">{t('rule.shipped')}</span> : null}</h2>
        {of.about ? <p className="quiet">{named(of.about)}</p> : null}
        <Sentence vocabulary={vocabulary} of={of.body as unknown as RuleDraft} names={names} />
        {of.fault ? <p className="rule-fault">{of.fault}</p> : null}
      </div>
      <div className="rule-row-count num">
        <Link to={`/rules/${of.key}` as string} search={{ tab: 'firings' } as never}><strong>{count(of.fired)}</strong> <span className="quiet">{t('rule.fired-lately')}</span></Link>
        {of.failed ? <span className="rule-fault">{t('rule.failed-lately', { n: count(of.failed) })}</span> : null}
        {of.lastAt ? <small className="quiet"><RelativeTime at={of.lastAt} /></small> : null}
      </div>
      <Switch checked={of.isOn} disabled={!steers} loading={turn.busy} aria-label={t(of.isOn ? 'rule.switch-off' : 'rule.switch-on', { name: named(of.name) })} onChange={(on) => void turn.run({ params: { key: of.key }, body: { on, version: of.switchVersion } })} />
    </li>
  )
}
