import './proposals.css'
import { AuditOutlined, EditOutlined, RocketOutlined, TeamOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Blank } from '../../../../kernel/web/frame/faults.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../../kernel/web/record/RecordPage.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { SMART } from '../../../metrics/contract.ts'
import type { SmartLetter } from '../../../metrics/contract.ts'
import { figureText, named } from '../../../metrics/web/index.ts'
import { proposals } from '../../proposals/contract.ts'
import type { Opinion, Proposal } from '../../proposals/contract.ts'
import { AnswerDialog, BeginDialog, ConsultDialog, DecideDialog, WithdrawDialog } from './dialogs.tsx'
import { Evidence } from './Evidence.tsx'
import { Finding } from './Finding.tsx'
import { ProposalForm } from './ProposalForm.tsx'
import { ProposalTag, StanceTag } from './tags.tsx'

type Open = { deed: 'change' | 'consult' | 'decide' | 'withdraw' | 'begin'; of: Proposal } | { deed: 'answer'; of: Proposal; opinion: Opinion }

/** One proposal: problem, root cause, measure, the figure it rests on, what departments say, and what was decided. */
export function ProposalPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <RecordPage
        endpoint={proposals.proposal} params={{ id }} entity="improvement" back={{ to: '/improvements', label: 'improvement.plural' }} title={(of) => of.title} tags={(of) => <ProposalTag state={of.state} />}
        facts={(of) => <><span>{of.owner.name}</span><Moment at={of.madeAt} form="day" />{of.asked ? <span className="num">{t('improvement.answered-of', { n: of.answered, of: of.asked })}</span> : null}</>}
        actions={(of) => [
          { key: 'decide', label: 'improvement.decide', may: 'decide', primary: true, icon: <AuditOutlined aria-hidden />, run: () => setOpen({ deed: 'decide', of }) },
          { key: 'begin', label: 'improvement.begin', may: 'begin', primary: true, icon: <RocketOutlined aria-hidden />, run: () => setOpen({ deed: 'begin', of }) },
          { key: 'consult', label: 'improvement.consult', may: 'consult', primary: true, icon: <TeamOutlined aria-hidden />, run: () => setOpen({ deed: 'consult', of }) },
          { key: 'change', label: 'improvement.change', may: 'change', icon: <EditOutlined aria-hidden />, run: () => setOpen({ deed: 'change', of }) },
          { key: 'withdraw', label: 'improvement.withdraw', may: 'withdraw', danger: true, run: () => setOpen({ deed: 'withdraw', of }) },
        ]}
        tabs={(of) => [
          { key: 'overview', label: 'improvement.overview', content: <Overview of={of} /> },
          { key: 'opinions', label: 'improvement.opinions', count: of.asked, content: <Opinions of={of} answer={(opinion) => setOpen({ deed: 'answer', of, opinion })} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={proposals.proposalEvents} params={{ id }} /> },
        ]}
        side={(of) => <Side of={of} answer={(opinion) => setOpen({ deed: 'answer', of, opinion })} />}
      />
      {open?.deed === 'change' ? <ProposalForm open of={open.of} close={close} /> : null}
      {open?.deed === 'consult' ? <ConsultDialog of={open.of} close={close} /> : null}
      {open?.deed === 'answer' ? <AnswerDialog of={open.of} opinion={open.opinion} close={close} /> : null}
      {open?.deed === 'decide' ? <DecideDialog of={open.of} close={close} /> : null}
      {open?.deed === 'withdraw' ? <WithdrawDialog of={open.of} close={close} /> : null}
      {open?.deed === 'begin' ? <BeginDialog of={open.of} close={close} /> : null}
    </>
  )
}

function Overview({ of }: { of: Proposal }) {
  const t = useT()
  return (
    <div className="proposal-overview">
      {of.evidence || of.finding ? <section><h2>{t('improvement.evidence')}</h2>{of.evidence ? <Evidence of={of.evidence} /> : null}{of.finding ? <Finding of={of.finding} /> : null}</section> : null}
      {(['problem', 'rootCause', 'measure'] as const).map((part) => <section key={part}><h2>{t(`improvement.${part}`)}</h2><p className="proposal-text">{of[part]}</p></section>)}
      <Smart of={of} />
      {of.note ? <section><h2>{t(`improvement.state.${of.state}`)}</h2><p className="proposal-text">{of.note}</p></section> : null}
    </div>
  )
}

const LABEL: Record<SmartLetter, string> = { specific: 'improvement.specific', measure: 'improvement.metric', attainable: 'improvement.attainable', relevant: 'improvement.relevant', timely: 'improvement.deadline' }
/** The five letters, and which of them it can't be approved without. */
function Smart({ of }: { of: Proposal }) {
  const t = useT()
  const said: Record<SmartLetter, ReactNode> = { specific: of.specific, measure: of.metricIs && of.target !== null ? `${named(of.metricIs.name)} · ${figureText(language(), of.metricIs.unit, of.target)}` : null, attainable: of.attainable, relevant: of.relevant, timely: of.deadline }
  return (
    <section>
      <h2>{t('goal.smart')}</h2>
      <ul className="proposal-smart">{SMART.map((letter) => of.lacks.includes(letter) ? <li key={letter} data-lacks>{t(`goal.smart-${letter[0]}`)}</li> : <li key={letter}><span className="quiet">{t(LABEL[letter])}</span>{said[letter]}</li>)}</ul>
    </section>
  )
}

function Opinions({ of, answer }: { of: Proposal; answer: (opinion: Opinion) => void }) {
  const t = useT()
  if (!of.opinions.length) return <Blank mark={<TeamOutlined />} title={t('improvement.no-opinions')} text={t('improvement.no-opinions-text')} />
  return (
    <ul className="proposal-opinions">{of.opinions.map((one) => (
      <li key={one.id}>
        <header><strong>{one.department.name}</strong><StanceTag stance={one.stance} open={of.state === 'consulting'} />{one.feasibility ? <span className="proposal-mark" role="img" aria-label={t('improvement.feasibility-of', { n: one.feasibility })}>{[1, 2, 3, 4, 5].map((n) => <i key={n} data-on={n <= one.feasibility! || undefined} />)}</span> : null}</header>
        {one.mine ? <Button type="primary" size="small" onClick={() => answer(one)}>{t('improvement.answer')}</Button> : <small className="quiet">{(one.answeredBy ?? one.askedOf).name}{one.answeredAt ? <> · <Moment at={one.answeredAt} form="short" /></> : null}</small>}
        {one.words ? <p>{one.words}</p> : null}
      </li>
    ))}</ul>
  )
}

function Side({ of, answer }: { of: Proposal; answer: (opinion: Opinion) => void }) {
  const t = useT()
  const awaited = of.opinions.filter(({ stance }) => !stance)
  const mine = of.opinions.find((one) => one.mine)
  return (
    <>
      {of.asked ? (
        <Block title="improvement.feasibility">
          <p><span className="proposal-score num">{of.feasibility ?? '–'}</span> <span className="quiet">/ 5</span></p>
          {of.state === 'consulting' ? <p className="proposal-standing quiet">{awaited.length === 0 ? t('improvement.all-answered') : of.overdue ? t('improvement.time-over') : t('improvement.awaiting', { departments: awaited.map(({ department }) => department.name).join(' · ') })}</p> : null}
          {mine ? <Button type="primary" onClick={() => answer(mine)}>{t('improvement.answer')}</Button> : null}
        </Block>
      ) : null}
      <Block title="improvement.about">
        <Facts items={[
          { label: 'improvement.ownerId', value: of.owner.name }, { label: 'improvement.madeBy', value: of.madeBy.name }, ...(of.opinionsDue ? [{ label: 'improvement.dueAt', value: <Moment at={of.opinionsDue} /> }] : []),
          ...(of.decidedBy ? [{ label: 'improvement.decidedBy', value: <>{of.decidedBy.name} · <Moment at={of.decidedAt} form="short" /></> }] : []), ...(of.changeId ? [{ label: 'improvement.planned', value: <Link to={`/changes/${of.changeId}` as string}>{of.title}</Link> }] : []),
        ]} />
      </Block>
    </>
  )
}
