import '../insight.css'
import { CheckOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { figureText, named } from '../../../metrics/web/index.ts'
import { decisions } from '../../contract.ts'
import type { Decision } from '../../contract.ts'
import { StateTag } from './DecisionLog.tsx'

const VERDICTS = ['kept', 'changed', 'withdrawn'] as const

/** One decision: what could be done, what was chosen and why, and its figures as they were beside what they are. */
export function DecisionPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const [reviewing, setReviewing] = useState<Decision | null>(null)
  const [verdict, setVerdict] = useState<(typeof VERDICTS)[number]>('kept')
  const [outcome, setOutcome] = useState('')
  const review = useCall(decisions.review, { said: 'decision-log.was-reviewed', done: () => setReviewing(null) })
  return (
    <>
      <RecordPage endpoint={decisions.decision} params={{ id }} back={{ to: '/decision-log', label: 'decision-log.plural' }} title={(of) => of.question} tags={(of) => <StateTag of={of} />}
        facts={(of) => <><span>{of.decider.name}</span><span><Moment at={of.decidedAt} form="full" /></span></>}
        actions={(of) => [{ key: 'review', label: 'decision-log.review', may: 'review', primary: true, icon: <CheckOutlined aria-hidden />, run: () => { setOutcome(''); setReviewing(of) } }]}
        tabs={(of) => [
          { key: 'decision', label: 'decision-log.one', content: <Told of={of} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={decisions.decisionEvents} params={{ id }} /> },
        ]}
        side={(of) => <Block title="decision-log.facts"><Facts items={[{ label: 'decision-log.decider', value: of.decider.name }, { label: 'decision-log.decided-at', value: <Moment at={of.decidedAt} form="full" /> }, { label: 'decision-log.review-on', value: of.reviewOn }, ...(of.reviewedAt ? [{ label: 'decision-log.reviewed-at', value: <Moment at={of.reviewedAt} form="full" /> }] : [])]} /></Block>} />
      <Modal open={reviewing !== null} onCancel={() => setReviewing(null)} title={t('decision-log.review')} okText={t('decision-log.review-save')} okButtonProps={{ loading: review.busy, disabled: !outcome.trim() }} onOk={() => reviewing ? void review.run({ params: { id }, body: { version: reviewing.version, verdict, outcome } }) : undefined}>
        <div className="report-send"><Radio.Group value={verdict} onChange={({ target }) => setVerdict(target.value as typeof verdict)} options={VERDICTS.map((one) => ({ value: one, label: t(`decision-log.verdict.${one}`) }))} /><label>{t('decision-log.outcome')}<Input.TextArea value={outcome} onChange={({ target }) => setOutcome(target.value)} autoSize={{ minRows: 3, maxRows: 8 }} maxLength={4_000} /></label></div>
      </Modal>
    </>
  )
}

function Told({ of }: { of: Decision }) {
  const t = useT()
  return (
    <div className="decision-told">
      <section><h2>{t('decision-log.options')}</h2><ol>{of.options.map((one, at) => <li key={at} data-chosen={at === of.chosen || undefined}>{at === of.chosen ? <CheckOutlined aria-label={t('decision-log.chosen')} /> : <span aria-hidden />}{one}</li>)}</ol></section>
      <section><h2>{t('decision-log.reasons')}</h2><p className="decision-reasons">{of.reasons}</p></section>
      {of.outcome ? <section><h2>{t('decision-log.outcome')}</h2><p className="decision-reasons">{of.outcome}</p></section> : null}
      <section><h2>{t('decision-log.figures')}</h2><p className="quiet">{t('decision-log.figures-note')}</p><div className="decision-table"><table className="num">
        <thead><tr><th scope="col">{t('decision-log.figure')}</th><th scope="col">{t('decision-log.then')}</th><th scope="col">{t('decision-log.again')}</th><th scope="col">{t('decision-log.today')}</th></tr></thead>
        <tbody>{of.figures.map((one, at) => <FigureRow key={at} of={one} />)}</tbody>
      </table></div></section>
    </div>
  )
}

function FigureRow({ of: { frozen, again, today } }: { of: Decision['figures'][number] }) {
  const t = useT()
  const say = (value: number | null) => figureText(language(), frozen.unit, value)
  const sure = (of: { n: number; interval: { lower: number; upper: number } | null }) => `n = ${of.n.toLocaleString(language())}${of.interval ? ` · ${say(of.interval.lower)} – ${say(of.interval.upper)}` : ''}`
  const moved = again !== null && (again.value !== frozen.value || again.n !== frozen.n)
  return (
    <tr>
      <th scope="row"><Link to={`/figures/${frozen.metric}` as string} search={{ from: frozen.from, to: frozen.to } as never}>{named(frozen.name)}</Link><small>{frozen.from} – {frozen.to}{Object.keys(frozen.where).length ? ` · ${Object.values(frozen.where).join(' · ')}` : ''}<br />{t('decision-log.definition', { version: frozen.definitionVersion })}</small></th>
      <td data-frozen><strong>{say(frozen.value)}</strong><small>{sure(frozen)}</small></td>
      <td>{again ? <><strong>{say(again.value)}</strong><small>{moved ? sure(again) : t('decision-log.unchanged')}{again.definitionVersion === frozen.definitionVersion ? '' : ` · ${t('decision-log.definition', { version: again.definitionVersion })}`}</small></> : <small>{t('decision-log.not-countable')}</small>}</td>
      <td>{today ? <><strong>{say(today.value)}</strong><small>{today.from} – {today.to}<br />{sure(today)}</small></> : <small>–</small>}</td>
    </tr>
  )
}
