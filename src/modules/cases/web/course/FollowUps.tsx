import { MoreOutlined, PhoneOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal, Rate, Segmented } from 'antd'
import { useState } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { Moment, RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../contract.ts'
import { FOLLOW_UP_OUTCOMES, course } from '../../course/contract.ts'
import type { Course, FollowUp } from '../../course/contract.ts'
import { sends } from '../parts/desk-keys.ts'

/** What the customer said when asked afterwards, and the way to ask. */
export function FollowUps({ of }: { of: Course }) {
  const t = useT()
  const plan = useCall(course.planFollowUp, { said: 'follow-up.was-planned', refresh: [course.course] })
  const cancel = useCall(course.cancelFollowUp, { said: 'follow-up.was-cancelled', refresh: [course.course] })
  const [asking, setAsking] = useState<FollowUp | null>(null)
  const shown = of.followUps.filter(({ state }) => state !== 'cancelled')
  const mayPlan = of.may.includes('follow-up') && !of.followUps.some(({ state, afterDays }) => state === 'open' && afterDays === 0)
  if (shown.length === 0 && !mayPlan) return null
  return (
    <section className="course-section" aria-label={t('follow-up.plural')}>
      <h3>{t('follow-up.plural')}</h3>
      <ul className="course-list">
        {shown.map((one) => (
          <li key={one.id} data-state={one.state === 'open' ? 'open' : one.outcome === 'solved' ? 'good' : one.outcome === 'not-solved' ? 'bad' : 'past'}>
            <span>{one.afterDays ? `${t('follow-up.day', { n: one.afterDays })} · ` : ''}{one.outcome ? outcomeText(t, one.afterDays, one.outcome) : t('follow-up.open-mark')}{one.satisfaction ? <span className="quiet num"> · {t('follow-up.score', { n: one.satisfaction })}</span> : null}</span>
            <span className="course-facts">{one.state === 'open' ? <><span>{one.owner?.name}</span><RelativeTime at={one.dueAt} /></> : <><span>{one.answeredBy?.name}</span><Moment at={one.answeredAt} /></>}</span>
            {one.note ? <span className="course-note">{one.note}</span> : null}
            {one.may.includes('answer') ? <span className="course-acts"><Button size="small" icon={<PhoneOutlined aria-hidden />} onClick={() => setAsking(one)}>{t('follow-up.answer')}</Button><Menu menu={{ items: [{ key: 'cancel', label: t('follow-up.cancel'), onClick: () => void cancel.run({ params: { id: one.id }, body: { version: one.version } }) }] }}><Button size="small" type="text" icon={<MoreOutlined />} aria-label={t('frame.more-actions')} /></Menu></span> : null}
          </li>
        ))}
      </ul>
      {mayPlan ? <Button size="small" loading={plan.busy} onClick={() => void plan.run({ params: { id: of.caseId }, body: {} })}>{t('follow-up.plan')}</Button> : null}
      {asking ? <AnswerDialog of={asking} close={() => setAsking(null)} /> : null}
    </section>
  )
}

/** Asked again later, the question is whether the solution was kept. */
const outcomeText = (t: ReturnType<typeof useT>, afterDays: number, outcome: NonNullable<FollowUp['outcome']>) => t(afterDays && outcome !== 'unreachable' ? `follow-up.outcome-later.${outcome}` : `follow-up.outcome.${outcome}`)

function AnswerDialog({ of, close }: { of: FollowUp; close: () => void }) {
  const t = useT()
  const answer = useCall(course.answerFollowUp, { said: 'follow-up.was-answered', refresh: [course.course, cases.get, cases.list, cases.events] })
  const [outcome, setOutcome] = useState<NonNullable<FollowUp['outcome']>>('solved')
  const [satisfaction, setSatisfaction] = useState(0)
  const [note, setNote] = useState('')
  const save = async () => { if (!answer.busy && await answer.run({ params: { id: of.id }, body: { outcome, ...(satisfaction && outcome !== 'unreachable' ? { satisfaction } : {}), ...(note.trim() ? { note: note.trim() } : {}), version: of.version } })) close() }
  return (
    <Modal open width={480} title={t('follow-up.answer')} okText={t('follow-up.save')} onCancel={close} onOk={() => void save()} okButtonProps={{ loading: answer.busy }}>
      <Form layout="vertical" component="div" requiredMark={false} onKeyDown={(event) => { if (sends({ key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode })) { event.preventDefault(); void save() } }}>
        <Form.Item label={t(of.afterDays ? 'follow-up.question-later' : 'follow-up.question')} help={outcome === 'not-solved' ? t('follow-up.reopens') : undefined}><Segmented autoFocus value={outcome} onChange={setOutcome} options={FOLLOW_UP_OUTCOMES.map((value) => ({ value, label: outcomeText(t, of.afterDays, value) }))} /></Form.Item>
        {outcome === 'unreachable' ? null : <Form.Item label={t('follow-up.satisfaction')}><Rate value={satisfaction} onChange={setSatisfaction} tooltips={[1, 2, 3, 4, 5].map((n) => t('follow-up.score', { n }))} /></Form.Item>}
        <Form.Item label={t('follow-up.note')} htmlFor="follow-up-note"><Input.TextArea id="follow-up-note" value={note} maxLength={5_000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => setNote(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
