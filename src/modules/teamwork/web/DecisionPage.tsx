import './teamwork.css'
import { CheckOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { ask } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { decisions } from '../contract.ts'
import type { Decision } from '../contract.ts'
import { Actions } from './parts/Actions.tsx'
import { ActForm, DecideForm } from './parts/DecideForm.tsx'
import { Opinions } from './parts/Opinions.tsx'
import { ConsensusTag, StateTag } from './parts/tags.tsx'

/** One decision: what stood to choose, who was for and against, what was decided and what follows from it. */
export function DecisionPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: of } = useQuery(query(decisions.decision, { params: { id } }))
  const [open, setOpen] = useState<'decide' | 'act' | null>(null)
  const withdraw = useCall(decisions.withdrawDecision, { said: 'decision.was-withdrawn' })
  return (
    <>
      <RecordPage
        endpoint={decisions.decision} params={{ id }} entity="decision" back={{ to: '/decisions', label: 'decision.plural' }} title={(it) => it.title} tags={(it) => <><StateTag noun="decision" state={it.state} />{it.consensus ? <ConsensusTag level={it.consensus} /> : null}</>}
        facts={(it) => <><span>{t('decision.openedBy')} {it.openedBy.name}</span>{it.decider ? <span>{t('decision.decider')} {it.decider.name}</span> : null}{it.decidedAt ? <span><Moment at={it.decidedAt} /></span> : null}{it.meeting ? <Link to={`/meetings/${it.meeting.id}` as string}>{it.meeting.name}</Link> : null}</>}
        actions={(it) => [
          { key: 'decide', label: 'decision.decide', may: 'decide', primary: true, icon: <CheckOutlined aria-hidden />, run: () => setOpen('decide') },
          { key: 'act', label: 'decision.add-actions', may: 'act', icon: <PlusOutlined aria-hidden />, run: () => setOpen('act') },
          { key: 'withdraw', label: 'decision.withdraw', may: 'withdraw', danger: true, busy: withdraw.busy, run: async () => { if (await ask({ title: t('decision.withdraw-ask'), text: t('decision.withdraw-text'), yes: t('decision.withdraw'), danger: true })) await withdraw.run({ params: { id }, body: { version: it.version } }) } },
        ]}
        tabs={(it) => [
          { key: 'decision', label: 'decision.one', content: <><What of={it} /><Opinions of={it} /></> },
          { key: 'actions', label: 'decision.actions', count: it.actions.open, content: <Actions endpoint={decisions.decisionActions} id={it.id} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={decisions.decisionEvents} params={{ id }} /> },
        ]}
        side={(it) => (
          <Block title="decision.standing">
            <Facts items={[{ label: 'decision.stance.for', value: it.counts.for }, { label: 'decision.stance.against', value: it.counts.against }, { label: 'decision.stance.neutral', value: it.counts.neutral }, ...(it.consensus ? [{ label: 'decision.consensus', value: <ConsensusTag level={it.consensus} /> }] : [])]} />
            <p className="teamwork-hint">{t(it.state === 'decided' ? 'decision.written-once-text' : 'decision.opinions-stay-text')}</p>
          </Block>
        )}
      />
      {of ? <DecideForm open={open === 'decide'} of={of} close={() => setOpen(null)} /> : null}
      {of ? <ActForm open={open === 'act'} of={of} close={() => setOpen(null)} /> : null}
    </>
  )
}

function What({ of }: { of: Decision }) {
  const t = useT()
  return (
    <div className="teamwork-text">
      {of.outcome ? <section className="teamwork-outcome"><h2>{t('decision.outcome')}</h2><p>{of.outcome}</p>{of.rationale ? <p className="quiet">{of.rationale}</p> : null}</section> : null}
      {of.background ? <><h2>{t('decision.background')}</h2><p>{of.background}</p></> : null}
      <h2>{t('decision.options')}</h2>
      <ol className="teamwork-options">{of.options.map((one) => <li key={one.id} data-chosen={one.id === of.chosenId || undefined}>{one.text}{one.id === of.chosenId ? <span className="teamwork-chosen"><CheckOutlined aria-hidden /> {t('decision.chosen')}</span> : null}</li>)}</ol>
    </div>
  )
}
