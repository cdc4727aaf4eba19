import './teamwork.css'
import { CheckOutlined, EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { ask } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { CaseLink } from '../../cases/web/index.ts'
import { CustomerLink } from '../../customers/web/index.ts'
import { DepartmentPicker, StaffPicker } from '../../people/web/index.ts'
import { feedback } from '../feedback/contract.ts'
import type { Feedback } from '../feedback/contract.ts'
import { ToneTag } from './parts/feedback-tags.tsx'
import { StateTag } from './parts/tags.tsx'

/** One word of praise or criticism: what was said, what was answered, what was changed. */
export function FeedbackPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery(query(feedback.feedback, { params: { id } }))
  const [open, setOpen] = useState<'reply' | 'change' | 'assign' | null>(null)
  const withdraw = useCall(feedback.withdrawFeedback, { said: 'feedback.was-withdrawn' })
  const askWithdraw = async (it: Feedback) => { if (await ask({ title: t('feedback.withdraw-ask'), yes: t('feedback.withdraw'), danger: true })) await withdraw.run({ params: { id }, body: { version: it.version } }) }
  return (
    <>
      <RecordPage
        endpoint={feedback.feedback} params={{ id }} entity="feedback" back={{ to: '/feedback', label: 'feedback.plural' }} title={(it) => it.words.length > 90 ? `${it.words.slice(0, 90)}…` : it.words} tags={(it) => <><ToneTag tone={it.tone} /><StateTag noun="feedback" state={it.state} late={it.overdue} /></>}
        facts={(it) => <><span>{t(`feedback.source.${it.source}`)}</span><span><Moment at={it.saidAt} /></span>{it.state === 'open' ? <span className={it.overdue ? 'teamwork-late' : undefined}>{t('feedback.dueAt')} <Moment at={it.dueAt} /></span> : null}</>}
        actions={(it) => [
          { key: 'reply', label: 'feedback.to-reply', may: 'reply', primary: true, icon: <CheckOutlined aria-hidden />, run: () => setOpen('reply') },
          { key: 'change', label: 'feedback.note-change', may: 'note-change', icon: <EditOutlined aria-hidden />, run: () => setOpen('change') },
          { key: 'assign', label: 'feedback.assign', may: 'assign', run: () => setOpen('assign') },
          { key: 'withdraw', label: 'feedback.withdraw', may: 'withdraw', danger: true, busy: withdraw.busy, run: () => askWithdraw(it) },
        ]}
        tabs={(it) => [
          { key: 'said', label: 'feedback.one', content: (
            <div className="teamwork-text">
              <h2>{t('feedback.words')}</h2><p>{it.words}</p>
              <h2>{t('feedback.reply')}</h2>
              {it.repliedAt ? <section className="teamwork-outcome"><p>{it.reply ?? t('feedback.in-case')}</p><p className="quiet">{it.repliedBy?.name} · <Moment at={it.repliedAt} /> · <span className={it.inTime ? undefined : 'teamwork-late'}>{t(it.inTime ? 'feedback.in-time' : 'feedback.late')}</span>{it.told ? <> · {t('feedback.told', { state: t(`message.state.${it.told.state}`) })}</> : null}</p></section> : <p className="quiet">{t('feedback.no-reply')}</p>}
              <h2>{t('feedback.change')}</h2>
              {it.change ? <section className="teamwork-outcome"><p>{it.change}</p><p className="quiet">{it.changedBy?.name} · <Moment at={it.changedAt} /></p></section> : <p className="quiet">{t('feedback.no-change')}</p>}
            </div>
          ) },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={feedback.feedbackEvents} params={{ id }} /> },
        ]}
        side={(it) => <Block title="feedback.about"><Facts items={[
          { label: 'feedback.staff', value: it.staff ? <Link to={`/staff/${it.staff.id}` as string}>{it.staff.name}</Link> : null }, { label: 'feedback.department', value: it.department?.name }, { label: 'feedback.case', value: it.case ? it.case.seen ? <CaseLink of={it.case} /> : <span className="num">{it.case.number}</span> : null },
          { label: 'feedback.customer', value: it.customer ? <CustomerLink of={it.customer} /> : null }, { label: 'feedback.takenBy', value: it.takenBy?.name ?? t('feedback.by-itself') }, { label: 'feedback.createdAt', value: <Moment at={it.createdAt} /> },
        ]} /></Block>}
      />
      {found.data && open === 'assign' ? <AssignDialog of={found.data} close={() => setOpen(null)} /> : null}
      {found.data && (open === 'reply' || open === 'change') ? <WordDialog key={open} of={found.data} deed={open} close={() => setOpen(null)} /> : null}
    </>
  )
}

function WordDialog({ of, deed, close }: { of: Feedback; deed: 'reply' | 'change'; close: () => void }) {
  const t = useT()
  const [text, setText] = useState(deed === 'change' ? of.change ?? '' : '')
  const reply = useCall(feedback.reply, { said: 'feedback.was-answered', done: close })
  const change = useCall(feedback.noteChange, { said: 'feedback.was-change-noted', done: close })
  const label = deed === 'reply' ? 'feedback.to-reply' : 'feedback.note-change'
  const save = () => void (deed === 'reply' ? reply : change).run({ params: { id: of.id }, body: { version: of.version, text: text.trim() } })
  return (
    <Modal open width={520} title={t(label)} okText={t(label)} okButtonProps={{ disabled: !text.trim(), loading: reply.busy || change.busy }} onCancel={close} onOk={save}>
      <p className="teamwork-hint">{t(`feedback.${deed}-text`)}{deed === 'reply' && of.source === 'customer' && of.customer ? ` ${t('feedback.reply-sent')}` : ''}</p>
      <Input.TextArea aria-label={t(`feedback.${deed}`)} autoFocus value={text} maxLength={4_000} autoSize={{ minRows: 4, maxRows: 12 }} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim()) { event.preventDefault(); save() } }} />
    </Modal>
  )
}
function AssignDialog({ of, close }: { of: Feedback; close: () => void }) {
  const t = useT()
  const [staffId, setStaffId] = useState<string | null>(of.staff?.id ?? null)
  const [departmentId, setDepartmentId] = useState<string | null>(of.department?.id ?? null)
  const assign = useCall(feedback.assign, { said: 'feedback.was-assigned', done: close })
  return (
    <Modal open width={480} title={t('feedback.assign')} okText={t('form.save')} okButtonProps={{ loading: assign.busy }} onCancel={close} onOk={() => void assign.run({ params: { id: of.id }, body: { version: of.version, staffId, departmentId } })}>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('feedback.staffId')} htmlFor="feedback-staff"><StaffPicker id="feedback-staff" value={staffId} onChange={(to) => setStaffId(to ?? null)} /></Form.Item>
        <Form.Item label={t('feedback.departmentId')} htmlFor="feedback-department"><DepartmentPicker id="feedback-department" value={departmentId} onChange={(to) => setDepartmentId(to ?? null)} /></Form.Item>
      </Form>
    </Modal>
  )
}
