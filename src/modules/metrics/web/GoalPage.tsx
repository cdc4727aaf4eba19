import './figures.css'
import './goals.css'
import { EditOutlined, StopOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { Moment } from '../../../kernel/web/moment.tsx'
import { dayIn } from '../../../kernel/web/moment-text.ts'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { useSession } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import { goals, metrics } from '../contract.ts'
import type { Goal } from '../contract.ts'
import { daysOf } from './parts/change-text.ts'
import { figureText } from './parts/figure-text.ts'
import { gapText, GoalMark, targetText } from './parts/goal-parts.tsx'
import { GoalForm } from './parts/GoalForm.tsx'
import { named } from './parts/named.ts'
import { fitting, type Every } from './parts/periods.ts'
import { SeriesCard } from './parts/SeriesCard.tsx'

/** One goal: where it stands, the way there, the five letters, and its history. */
export function GoalPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const [changing, setChanging] = useState<Goal | null>(null)
  const [leaving, setLeaving] = useState<Goal | null>(null)
  const [reason, setReason] = useState('')
  const withdraw = useCall(goals.withdraw, { said: 'goal.was-withdrawn', done: () => setLeaving(null) })
  return (
    <>
      <RecordPage endpoint={goals.get} params={{ id }} back={{ to: '/goals', label: 'goal.plural' }} title={(goal) => goal.name} tags={(goal) => <GoalMark of={goal} />}
        facts={(goal) => <><span>{named(goal.metricName)} · {targetText(t, goal)}</span><span>{goal.from} – {goal.deadline}</span><span>{goal.owner.name}</span></>}
        actions={(goal) => [
          { key: 'change', label: 'goal.change', may: 'change', icon: <EditOutlined aria-hidden />, run: () => setChanging(goal) },
          { key: 'withdraw', label: 'goal.withdraw', may: 'withdraw', icon: <StopOutlined aria-hidden />, danger: true, run: () => { setReason(''); setLeaving(goal) } },
        ]}
        tabs={(goal) => [
          { key: 'standing', label: 'goal.standing', content: <Standing of={goal} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={goals.events} params={{ id }} /> },
        ]}
        side={(goal) => <Side of={goal} />} />
      {changing ? <GoalForm key={changing.version} open of={changing} close={() => setChanging(null)} /> : null}
      <Modal open={leaving !== null} onCancel={() => setLeaving(null)} width={420} title={t('goal.withdraw')} okText={t('goal.withdraw')} okButtonProps={{ danger: true, loading: withdraw.busy, disabled: !reason.trim() }}
        onOk={() => { if (leaving) void withdraw.run({ params: { id }, body: { version: leaving.version, reason: reason.trim() } }) }}>
        <p className="goal-leave">{t('goal.withdraw-text')}</p>
        <Input.TextArea aria-label={t('goal.reason')} placeholder={t('goal.reason')} value={reason} maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} />
      </Modal>
    </>
  )
}

function Standing({ of }: { of: Goal }) {
  const t = useT()
  const { company } = useSession()
  const today = dayIn(company.zone)
  const to = of.deadline < today ? of.deadline : today
  const [chosen, setChosen] = useState<Every | null>(null)
  const every = chosen ?? fitting(daysOf({ from: of.from, to }))
  const list = useQuery({ ...query(metrics.list, {}), staleTime: 60_000 })
  const metric = list.data?.items.find(({ key }) => key === of.metric)
  const found = useQuery({ ...query(metrics.value, { params: { key: of.metric }, query: { from: of.from, to, every, ...(of.team ? { by: 'teamId', group: of.team.id } : {}) } }), enabled: of.from <= today && metric !== undefined })
  const say = (value: number | null) => figureText(language(), of.unit, value)
  return (
    <div className="figure-main">
      <section className="figure-head" aria-label={t('goal.standing')}>
        <p className="figure-value num"><strong>{say(of.standing.value)}</strong></p>
        <div className="figure-said num">
          <p><GoalMark of={of} whole /> · {t('goal.gap')} {gapText(t, of)}</p>
          <p>{t('metric.of-records', { n: of.standing.n.toLocaleString(language()) })}{of.standing.interval ? ` · ${t('metric.interval', { lower: say(of.standing.interval.lower), upper: say(of.standing.interval.upper) })}` : ''}</p>
        </div>
      </section>
      {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : found.data && metric ? <SeriesCard of={metric} value={found.data} every={every} today={today} setEvery={setChosen} {...(of.unit === 'count' ? {} : { target: { value: of.target, name: `${t('goal.target')} ${say(of.target)}` } })} /> : null}
      <p><Link to={`/figures/${of.metric}` as string} search={{ from: of.from, to, ...(of.team ? { by: 'teamId', group: of.team.id } : {}) } as never}>{t('goal.to-metric')}</Link></p>
    </div>
  )
}

function Side({ of }: { of: Goal }) {
  const t = useT()
  return (
    <>
      <Block title="goal.smart">
        <Facts items={[
          { label: 'goal.specific', value: of.specific }, { label: 'goal.metric', value: <>{named(of.metricName)} · {targetText(t, of)}</> },
          { label: 'goal.attainable', value: of.attainable }, { label: 'goal.relevant', value: of.relevant }, { label: 'goal.deadline', value: of.deadline },
        ]} />
      </Block>
      <Block title="goal.one">
        <Facts items={[
          { label: 'goal.owner', value: of.owner.name }, { label: 'goal.team', value: of.team?.name ?? t('goal.whole-company') }, { label: 'goal.parent', value: of.parent ? <Link to={`/goals/${of.parent.id}` as string}>{of.parent.name}</Link> : null },
          { label: 'goal.baseline', value: figureText(language(), of.unit, of.baseline) },
          ...(of.withdrawnAt ? [{ label: 'goal.given-up', value: <Moment at={of.withdrawnAt} /> }, { label: 'goal.reason', value: of.withdrawnReason }] : []),
        ]} />
      </Block>
    </>
  )
}
