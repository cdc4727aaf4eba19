import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined, MoreOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { DueBadge } from '../../../clocks/web/index.ts'
import { deviations, runs } from '../../contract.ts'
import type { FlowException, Run, RunStep } from '../../contract.ts'
import { durationText } from '../parts/flow-words.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { Results } from './Results.tsx'
import { said } from './said.ts'
import { StepDialog } from './StepDialog.tsx'

const SIGN: Record<RunStep['state'], React.ReactNode> = {
  waiting: <i className="run-dot" aria-hidden />, ready: <i className="run-dot" aria-hidden />, done: <CheckCircleFilled aria-hidden />, approved: <CheckCircleFilled aria-hidden />, rejected: <CloseCircleFilled aria-hidden />,
  skipped: <MinusCircleOutlined aria-hidden />, 'not-applicable': <MinusCircleOutlined aria-hidden />, withdrawn: <MinusCircleOutlined aria-hidden />,
}

/** One step of a run as its state asks for: settled with who and when, open with its guide and deeds, to come with its name. */
export function RunStepItem({ run, step }: { run: Run; step: RunStep }) {
  const t = useT()
  const isOpen = step.state === 'ready'
  return (
    <li className="run-step" data-state={step.state} data-kind={step.kind} aria-current={isOpen ? 'step' : undefined}>
      <span className="run-sign">{SIGN[step.state]}<span className="unseen">{t(`step.state.${step.state}`)}</span></span>
      <div className="run-step-body">
        <div className="run-step-line">
          <span className="run-step-name">{said(step.name)}{step.round > 1 ? <span className="run-round num">{t('step.round', { n: step.round })}</span> : null}</span>
          {isOpen && step.clock ? <DueBadge clock={step.clock} /> : null}
          {step.settledAt && step.state !== 'not-applicable' ? <span className="run-by quiet">{step.settledBy ? <span className="clip">{step.settledBy.name}</span> : null} <Moment at={step.settledAt} form="short" />{step.begunAt && step.settledAt.getTime() - step.begunAt.getTime() >= 60_000 ? <span className="num">{t('step.took', { work: durationText(t, (step.settledAt.getTime() - step.begunAt.getTime()) / 1_000) })}</span> : null}</span> : null}
          {step.state === 'not-applicable' ? <span className="run-by quiet">{t('step.state.not-applicable')}</span> : null}
        </div>
        {isOpen ? <Open run={run} step={step} /> : step.note ? <p className="run-note quiet">{step.note}</p> : null}
        {isOpen ? null : <Results step={step} />}
        <Approvals step={step} />
      </div>
    </li>
  )
}

function Approvals({ step }: { step: RunStep }) {
  const t = useT()
  if (step.approvals.length === 0) return null
  return (
    <ul className="run-approvals">
      {step.approvals.map((one) => (
        <li key={`${one.level}${one.at.toISOString()}`} data-decision={one.decision}>
          <span>{t(`step.decided.${one.decision}`, { name: one.by.name })}{one.standsFor ? <span className="quiet"> {t('step.stands-for', { name: one.standsFor.name })}</span> : null} <Moment at={one.at} form="short" /></span>
          {one.note ? <span className="run-note quiet">{one.note}</span> : null}
        </li>
      ))}
    </ul>
  )
}

function Open({ run, step }: { run: Run; step: RunStep }) {
  const t = useT()
  const [dialog, setDialog] = useState<'finish' | 'approve' | 'reject' | 'skip' | 'ask-exception' | null>(null)
  const finish = useCall(runs.finish, { said: 'step.finished' })
  const begin = useCall(runs.begin, { said: 'step.was-begun' })
  const reject = useCall(runs.reject, { said: 'step.was-rejected' })
  const skip = useCall(runs.skip, { said: 'step.was-skipped' })
  const ask = useCall(runs.askException, { said: 'step.exception-was-asked' })
  const params = { id: run.id, stepId: step.id ?? '' }
  const may = (deed: RunStep['may'][number]) => step.may.includes(deed)
  const isPlain = !step.form && !step.evidence
  const whose = step.owner?.name ?? (step.role ? said(step.role.name) : step.team?.name)
  const exception = run.exceptions.find((one) => one.step.key === step.key && one.state === 'asked')
  const close = () => setDialog(null)
  const more = [
    ...(may('finish') && isPlain ? [{ key: 'note', label: t('step.finish-with-note'), onClick: () => setDialog('finish') }] : []),
    ...(may('skip') ? [{ key: 'skip', label: t('step.skip'), onClick: () => setDialog('skip') }] : []),
    ...(may('ask-exception') ? [{ key: 'exception', label: t('step.ask-exception'), onClick: () => setDialog('ask-exception') }] : []),
  ]
  return (
    <>
      {step.guide ? <p className="run-guide">{said(step.guide)}</p> : null}
      {step.outputs.length > 0 ? <p className="quiet">{t('step.outputs')} {step.outputs.map(said).join(t('step.comma'))}</p> : null}
      <p className="run-whose quiet">
        {whose ? t('step.whose', { name: whose }) : null}{step.standIn ? ` · ${t('step.stand-in', { name: step.standIn.name })}` : ''}{step.levels > 1 ? ` · ${t('step.level', { level: step.level, levels: step.levels })}` : ''}{step.substitute ? ` · ${t('step.substitute')}` : ''}
      </p>
      {step.begunAt ? <p className="run-whose quiet">{t('step.begun-by', { name: step.begunBy?.name ?? '' })} <Moment at={step.begunAt} form="short" /></p> : null}
      {step.may.length > 0 ? (
        <div className="run-acts">
          {may('finish') ? <Button size="small" type="primary" loading={finish.busy} onClick={() => isPlain ? void finish.run({ params, body: {} }) : setDialog('finish')}>{t(step.form ? 'step.fill' : 'step.finish')}</Button> : null}
          {may('approve') ? <Button size="small" type="primary" onClick={() => setDialog('approve')}>{t('step.approve')}</Button> : null}
          {!step.begunAt && (may('finish') || may('approve')) ? <Button size="small" loading={begin.busy} onClick={() => void begin.run({ params })}>{t('step.begin')}</Button> : null}
          {may('reject') ? <Button size="small" onClick={() => setDialog('reject')}>{t('step.reject')}</Button> : null}
          {more.length > 0 ? <Menu menu={{ items: more }}><Button size="small" type="text" icon={<MoreOutlined />} aria-label={t('frame.more-actions')} /></Menu> : null}
        </div>
      ) : null}
      {exception ? <Exception of={exception} /> : null}
      {dialog === 'finish' || dialog === 'approve' ? <StepDialog run={run} step={step} deed={dialog} close={close} /> : null}
      {dialog === 'reject' ? <ReasonDialog title={`${t('step.reject')} · ${said(step.name)}`} yes={t('step.reject')} danger busy={reject.busy} close={close} done={async (note) => await reject.run({ params, body: { level: step.level, note } }) !== undefined} /> : null}
      {dialog === 'skip' ? <ReasonDialog title={`${t('step.skip')} · ${said(step.name)}`} yes={t('step.skip')} busy={skip.busy} close={close} done={async (note) => await skip.run({ params, body: { note } }) !== undefined} /> : null}
      {dialog === 'ask-exception' ? <ReasonDialog title={`${t('step.ask-exception')} · ${said(step.name)}`} text={t('step.ask-exception-text')} yes={t('step.ask-exception-yes')} busy={ask.busy} close={close} done={async (reason) => await ask.run({ params, body: { reason } }) !== undefined} /> : null}
    </>
  )
}

/** Leave to pass over the step that has been asked for, with the buttons of whoever decides. */
function Exception({ of }: { of: FlowException }) {
  const t = useT()
  const [isRefusing, setIsRefusing] = useState(false)
  const decide = useCall(deviations.decide, { said: 'step.exception-decided' })
  const withdraw = useCall(deviations.withdraw)
  const params = { id: of.id }
  return (
    <div className="run-exception">
      <span>{t('step.exception-asked', { name: of.askedBy.name })}</span>
      <span className="run-note">{of.reason}</span>
      {of.may.length > 0 ? (
        <span className="run-acts">
          {of.may.includes('decide') ? <Button size="small" type="primary" loading={decide.busy} onClick={() => void decide.run({ params, body: { granted: true, version: of.version } })}>{t('step.exception-grant')}</Button> : null}
          {of.may.includes('decide') ? <Button size="small" onClick={() => setIsRefusing(true)}>{t('step.exception-refuse')}</Button> : null}
          {of.may.includes('withdraw') ? <Button size="small" type="text" loading={withdraw.busy} onClick={() => void withdraw.run({ params, body: { version: of.version } })}>{t('step.exception-withdraw')}</Button> : null}
        </span>
      ) : null}
      {isRefusing ? <ReasonDialog title={t('step.exception-refuse')} yes={t('step.exception-refuse')} danger busy={decide.busy} close={() => setIsRefusing(false)} done={async (note) => await decide.run({ params, body: { granted: false, note, version: of.version } }) !== undefined} /> : null}
    </div>
  )
}
