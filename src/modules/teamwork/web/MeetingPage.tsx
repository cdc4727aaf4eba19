import './teamwork.css'
import { CheckOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { useSession } from '../../../kernel/web/session.tsx'
import { ask } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { decisions, meetings } from '../contract.ts'
import type { Meeting } from '../contract.ts'
import { Actions } from './parts/Actions.tsx'
import { DecisionForm } from './parts/DecisionForm.tsx'
import { MeetingForm } from './parts/MeetingForm.tsx'
import { ConsensusTag, StateTag } from './parts/tags.tsx'

/** One meeting: what is talked about, what was decided, who does what by when. */
export function MeetingPage() {
  const t = useT()
  const navigate = useNavigate()
  const { staff } = useSession()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: of } = useQuery(query(meetings.meeting, { params: { id } }))
  const [open, setOpen] = useState<'change' | 'close' | 'decide' | null>(null)
  const answer = useCall(meetings.answerMeeting, { said: 'meeting.answer-kept' })
  const cancel = useCall(meetings.cancelMeeting, { said: 'meeting.was-cancelled' })
  const callOff = async (it: Meeting, series: boolean) => {
    if (await ask({ title: t('meeting.cancel-ask'), text: t(series ? 'meeting.cancel-series-text' : 'meeting.cancel-text'), yes: t(series ? 'meeting.cancel-series' : 'meeting.cancel'), danger: true })) await cancel.run({ params: { id }, body: { version: it.version, series } })
  }
  const own = of?.people.find((one) => one.id === staff?.id)?.answer
  return (
    <>
      <RecordPage
        endpoint={meetings.meeting} params={{ id }} entity="meeting" back={{ to: '/meetings', label: 'meeting.plural' }} title={(it) => it.title} tags={(it) => <><StateTag noun="meeting" state={it.state} /><span className="quiet">{t(`meeting.type.${it.type}`)}</span></>}
        facts={(it) => <><span><Moment at={it.startsAt} form="full" /> · {t('meeting.minutes', { n: it.durationMinutes })}</span>{it.place ? <span>{it.place}</span> : null}<span>{t('meeting.host')} {it.host.name}</span>{it.repeats === 'never' ? null : <span>{t(`meeting.repeats.${it.repeats}`)}</span>}</>}
        actions={(it) => [
          { key: 'close', label: 'meeting.close', may: 'close', primary: true, icon: <CheckOutlined aria-hidden />, run: () => setOpen('close') },
          ...(it.may.includes('answer') && own !== 'comes' ? [{ key: 'comes', label: 'meeting.come', busy: answer.busy, run: () => answer.run({ params: { id }, body: { comes: true } }) }] : []),
          ...(it.may.includes('answer') && own !== 'declined' && it.host.id !== staff?.id ? [{ key: 'declines', label: 'meeting.decline', run: () => answer.run({ params: { id }, body: { comes: false } }) }] : []),
          { key: 'decide', label: 'decision.open', may: 'decide', icon: <PlusOutlined aria-hidden />, run: () => setOpen('decide') },
          { key: 'change', label: 'meeting.change', may: 'change', icon: <EditOutlined aria-hidden />, run: () => setOpen('change') },
          { key: 'cancel', label: 'meeting.cancel', may: 'cancel', danger: true, run: () => callOff(it, false) },
          ...(it.repeats === 'never' ? [] : [{ key: 'series', label: 'meeting.cancel-series', may: 'cancel', danger: true as const, run: () => callOff(it, true) }]),
        ]}
        tabs={(it) => [
          { key: 'meeting', label: it.minutes ? 'meeting.minutes-kept' : 'meeting.agenda', content: <Talk of={it} /> },
          { key: 'decisions', label: 'decision.plural', content: <Decided of={it} add={() => setOpen('decide')} /> },
          { key: 'actions', label: 'decision.actions', count: it.actions.open, content: <Actions endpoint={meetings.meetingActions} id={it.id} fromOthers /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={meetings.meetingEvents} params={{ id }} /> },
        ]}
        side={(it) => (
          <>
            <Block title="meeting.people"><ul className="teamwork-people">{it.people.map((one) => <li key={one.id} data-answer={one.attended === null ? one.answer : one.attended ? 'came' : 'missed'}><span className="clip">{one.name}</span><span className="quiet">{t(one.attended === null ? `meeting.answer.${one.answer}` : one.attended ? 'meeting.came' : 'meeting.missed')}</span></li>)}</ul></Block>
            <Block title="meeting.facts"><Facts items={[{ label: 'meeting.startsAt', value: <Moment at={it.startsAt} form="full" /> }, { label: 'meeting.length', value: t('meeting.minutes', { n: it.durationMinutes }) }, { label: 'meeting.repeats', value: t(`meeting.repeats.${it.repeats}`) }]} /></Block>
          </>
        )}
      />
      {of ? <MeetingForm open={open === 'change'} of={of} close={() => setOpen(null)} /> : null}
      {of && open === 'close' ? <CloseDialog of={of} close={() => setOpen(null)} /> : null}
      <DecisionForm open={open === 'decide'} meetingId={id} close={() => setOpen(null)} done={(it) => void navigate({ to: `/decisions/${it.id}` as string })} />
    </>
  )
}

function Talk({ of }: { of: Meeting }) {
  const t = useT()
  return (
    <div className="teamwork-text">
      {of.agenda.length ? <ol className="teamwork-agenda">{of.agenda.map(({ topic, minutes }, at) => <li key={at}><span>{topic}</span>{minutes ? <span className="quiet num">{t('meeting.minutes', { n: minutes })}</span> : null}</li>)}</ol> : <p className="quiet">{t('meeting.no-agenda')}</p>}
      {of.minutes ? <><h2>{t('meeting.minutes-kept')}</h2><p>{of.minutes}</p></> : null}
    </div>
  )
}

function Decided({ of, add }: { of: Meeting; add: () => void }) {
  const t = useT()
  const found = useQuery(query(decisions.decisions, { query: { meetingId: of.id, limit: 100 } }))
  const items = found.data?.items ?? []
  return (
    <div className="teamwork-text">
      {items.length ? <ul className="teamwork-decided">{items.map((one) => <li key={one.id}><Link to={`/decisions/${one.id}` as string}>{one.title}</Link>{one.consensus ? <ConsensusTag level={one.consensus} /> : <StateTag noun="decision" state={one.state} />}<span className="quiet">{one.outcome}</span></li>)}</ul> : <p className="quiet">{t('meeting.no-decisions')}</p>}
      {of.may.includes('decide') ? <Button icon={<PlusOutlined aria-hidden />} onClick={add}>{t('decision.open')}</Button> : null}
    </div>
  )
}

function CloseDialog({ of, close }: { of: Meeting; close: () => void }) {
  const t = useT()
  const [minutes, setMinutes] = useState('')
  const [there, setThere] = useState<string[]>(of.people.filter((one) => one.answer !== 'declined').map((one) => one.id))
  const save = useCall(meetings.closeMeeting, { said: 'meeting.closed' })
  return (
    <Modal open width={640} title={t('meeting.close')} okText={t('meeting.close')} okButtonProps={{ disabled: minutes.trim() === '', loading: save.busy }} onCancel={close} onOk={async () => { if (await save.run({ params: { id: of.id }, body: { version: of.version, minutes: minutes.trim(), attended: there } })) close() }}>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('meeting.attended')}><Checkbox.Group value={there} onChange={(ids) => setThere(ids as string[])} options={of.people.map((one) => ({ value: one.id, label: one.name }))} /></Form.Item>
        <Form.Item label={t('meeting.minutes-kept')} htmlFor="meeting-minutes"><Input.TextArea id="meeting-minutes" autoFocus value={minutes} maxLength={50_000} autoSize={{ minRows: 8, maxRows: 20 }} onChange={(event) => setMinutes(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
