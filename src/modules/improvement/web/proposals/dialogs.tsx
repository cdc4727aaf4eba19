import { useQuery } from '@tanstack/react-query'
import { Alert, DatePicker, Input, Modal, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { units } from '../../../people/contract.ts'
import { STANCES, proposals } from '../../proposals/contract.ts'
import type { Opinion, Proposal } from '../../proposals/contract.ts'
import { LinkPicker } from '../parts/ChangeForm.tsx'

interface Props { of: Proposal; close: () => void }
const WEEK_MS = 7 * 86_400_000

/** Chooses the departments that are asked, and until when they may answer. */
export function ConsultDialog({ of, close }: Props) {
  const t = useT()
  const [departments, setDepartments] = useState<string[]>([])
  const [dueAt, setDueAt] = useState<Date | null>(() => new Date(Date.now() + WEEK_MS))
  const found = useQuery({ ...query(units.departments, {}), staleTime: 60_000 })
  const ask = useCall(proposals.consult, { said: 'improvement.was-consulted', done: close })
  return (
    <Modal open width={500} title={t('improvement.consult')} okText={t('improvement.consult')} okButtonProps={{ loading: ask.busy, disabled: departments.length === 0 || !dueAt }} onCancel={close} onOk={() => void ask.run({ params: { id: of.id }, body: { version: of.version, departments, dueAt: (dueAt as Date).toISOString() } })}>
      <div className="proposal-dialog">
        <p className="quiet">{t('improvement.consult-text')}</p>
        <label htmlFor="proposal-departments"><span>{t('improvement.departments')}</span><Select id="proposal-departments" mode="multiple" loading={found.isFetching} value={departments} showSearch={{ optionFilterProp: 'label' }} options={(found.data?.items ?? []).map((one) => ({ value: one.id, label: one.liaison ? `${one.name} · ${one.liaison.name}` : one.name, disabled: !one.liaison }))} onChange={setDepartments} /></label>
        <label htmlFor="proposal-due"><span>{t('improvement.dueAt')}</span><MomentInput id="proposal-due" ahead value={dueAt} onChange={setDueAt} /></label>
      </div>
    </Modal>
  )
}

/** What one's department says. */
export function AnswerDialog({ of, opinion, close }: Props & { opinion: Opinion }) {
  const t = useT()
  const [stance, setStance] = useState<(typeof STANCES)[number]>('agree')
  const [feasibility, setFeasibility] = useState(3)
  const [words, setWords] = useState('')
  const give = useCall(proposals.giveOpinion, { said: 'improvement.was-answered', done: close })
  return (
    <Modal open width={500} title={`${t('improvement.answer')} · ${opinion.department.name}`} okText={t('improvement.answer')} okButtonProps={{ loading: give.busy, disabled: stance !== 'agree' && !words.trim() }} onCancel={close}
      onOk={() => void give.run({ params: { id: of.id, opinionId: opinion.id }, body: { stance, feasibility, ...(words.trim() ? { words: words.trim() } : {}) } })}>
      <div className="proposal-dialog">
        <label><span>{t('improvement.stance')}</span><Segmented block aria-label={t('improvement.stance')} value={stance} onChange={setStance} options={STANCES.map((one) => ({ value: one, label: t(`improvement.stance.${one}`) }))} /></label>
        <label><span>{t('improvement.feasibility')} · {t('improvement.feasibility-scale')}</span><Segmented block aria-label={t('improvement.feasibility')} value={feasibility} onChange={setFeasibility} options={[1, 2, 3, 4, 5]} /></label>
        <label htmlFor="proposal-words"><span>{t('improvement.words')}</span><Input.TextArea id="proposal-words" value={words} maxLength={4_000} autoSize={{ minRows: 3, maxRows: 10 }} onChange={(event) => setWords(event.target.value)} /></label>
      </div>
    </Modal>
  )
}

export function DecideDialog({ of, close }: Props) {
  const t = useT()
  const [decision, setDecision] = useState<'approved' | 'rejected'>('approved')
  const [note, setNote] = useState('')
  const decide = useCall(proposals.decide, { said: 'improvement.was-decided', done: close })
  return (
    <Modal open width={480} title={t('improvement.decide')} okText={t(decision === 'approved' ? 'improvement.approve' : 'improvement.reject')} okButtonProps={{ loading: decide.busy, danger: decision === 'rejected', disabled: !note.trim() }} onCancel={close} onOk={() => void decide.run({ params: { id: of.id }, body: { version: of.version, decision, note: note.trim() } })}>
      <div className="proposal-dialog">
        {of.lacks.length ? <Alert type="warning" showIcon title={t('improvement.not-smart')} description={of.lacks.map((letter) => t(`goal.smart-${letter[0]}`)).join('\n')} className="proposal-lacking" /> : null}
        <Segmented block aria-label={t('improvement.decide')} value={decision} onChange={setDecision} options={[{ value: 'approved', label: t('improvement.approve') }, { value: 'rejected', label: t('improvement.reject') }]} />
        <label htmlFor="proposal-note"><span>{t('improvement.note')}</span><Input.TextArea id="proposal-note" value={note} maxLength={2_000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setNote(event.target.value)} /></label>
      </div>
    </Modal>
  )
}

export function WithdrawDialog({ of, close }: Props) {
  const t = useT()
  const [note, setNote] = useState('')
  const withdraw = useCall(proposals.withdraw, { done: close })
  return (
    <Modal open width={440} title={t('improvement.withdraw')} okText={t('improvement.withdraw')} okButtonProps={{ loading: withdraw.busy, danger: true, disabled: !note.trim() }} onCancel={close} onOk={() => void withdraw.run({ params: { id: of.id }, body: { version: of.version, note: note.trim() } })}>
      <div className="proposal-dialog"><label htmlFor="proposal-note"><span>{t('improvement.note')}</span><Input.TextArea id="proposal-note" value={note} maxLength={2_000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setNote(event.target.value)} /></label></div>
    </Modal>
  )
}

/** Plans the change of a flow that was approved. */
export function BeginDialog({ of, close }: Props) {
  const t = useT()
  const [flow, setFlow] = useState<string | undefined>(of.flow ?? undefined)
  const [day, setDay] = useState(() => of.deadline ?? dayjs().add(30, 'day').format('YYYY-MM-DD'))
  const begin = useCall(proposals.begin, { said: 'improvement.was-begun', done: close })
  return (
    <Modal open width={440} title={t('improvement.begin')} okText={t('improvement.begin')} okButtonProps={{ loading: begin.busy, disabled: !flow }} onCancel={close} onOk={() => void begin.run({ params: { id: of.id }, body: { version: of.version, plannedOn: day, ...(flow ? { flowKey: flow } : {}) } })}>
      <div className="proposal-dialog">
        <label htmlFor="proposal-flow"><span>{t('improvement.flowKey')}</span><LinkPicker id="proposal-flow" kind="flow" value={flow ?? null} onChange={setFlow} /></label>
        <label htmlFor="proposal-day"><span>{t('process-change.plannedOn')}</span><DatePicker id="proposal-day" style={{ width: '100%' }} allowClear={false} value={dayjs(day)} onChange={(to) => { if (to) setDay(to.format('YYYY-MM-DD')) }} /></label>
      </div>
    </Modal>
  )
}
