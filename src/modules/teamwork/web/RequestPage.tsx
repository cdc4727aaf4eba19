import './teamwork.css'
import { CheckOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import { agreements } from '../contract.ts'
import { StateTag } from './parts/tags.tsx'

/** One request between departments: what is asked, by when, and the answer. */
export function RequestPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: of } = useQuery(query(agreements.request, { params: { id } }))
  const [answering, setAnswering] = useState(false)
  const [text, setText] = useState('')
  const answer = useCall(agreements.answerRequest, { said: 'department-request.was-answered' })
  const withdraw = useCall(agreements.withdrawRequest, { said: 'department-request.was-withdrawn' })
  return (
    <>
      <RecordPage
        endpoint={agreements.request} params={{ id }} entity="department-request" back={{ to: '/department-requests', label: 'department-request.plural' }} title={(it) => it.subject} tags={(it) => <StateTag noun="department-request" state={it.state} late={it.overdue} />}
        facts={(it) => <><span>{t('agreement.from-to', { asking: it.asking.name, answering: it.answering.name })}</span><span className={it.overdue ? 'teamwork-late' : undefined}>{t('department-request.dueAt')} <Moment at={it.dueAt} /></span></>}
        actions={(it) => [
          { key: 'answer', label: 'department-request.answer', may: 'answer', primary: true, icon: <CheckOutlined aria-hidden />, run: () => setAnswering(true) },
          { key: 'withdraw', label: 'department-request.withdraw', may: 'withdraw', danger: true, busy: withdraw.busy, run: () => withdraw.run({ params: { id }, body: { version: it.version } }) },
        ]}
        tabs={(it) => [
          { key: 'request', label: 'department-request.one', content: <div className="teamwork-text">{it.details ? <p>{it.details}</p> : <p className="quiet">{t('department-request.no-details')}</p>}{it.answer ? <section className="teamwork-outcome"><h2>{t('department-request.the-answer')}</h2><p>{it.answer}</p><p className="quiet">{it.answeredBy?.name} · <Moment at={it.answeredAt} /></p></section> : null}</div> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={agreements.requestEvents} params={{ id }} /> },
        ]}
        side={(it) => <Block title="department-request.course"><Facts items={[{ label: 'department-request.type', value: language() === 'en' ? it.request.name.en : it.request.name.zh }, { label: 'agreement.within', value: t(`agreement.within.${it.within}`) }, { label: 'department-request.askedBy', value: it.askedBy.name }, { label: 'department-request.contact', value: it.contact.name }, { label: 'department-request.createdAt', value: <Moment at={it.createdAt} /> }, ...(it.inTime === null ? [] : [{ label: 'department-request.inTime', value: t(it.inTime ? 'department-request.in-time' : 'department-request.late') }]), ...(it.escalatedTo ? [{ label: 'department-request.escalatedTo', value: it.escalatedTo.name }] : [])]} /></Block>}
      />
      {of && answering ? (
        <Modal open width={520} title={t('department-request.answer')} okText={t('department-request.answer')} okButtonProps={{ disabled: text.trim() === '', loading: answer.busy }} onCancel={() => setAnswering(false)} onOk={async () => { if (await answer.run({ params: { id }, body: { version: of.version, answer: text.trim() } })) setAnswering(false) }}>
          <Form layout="vertical" component="div"><Form.Item label={t('department-request.the-answer')} htmlFor="request-answer"><Input.TextArea id="request-answer" autoFocus value={text} maxLength={10_000} autoSize={{ minRows: 4, maxRows: 12 }} onChange={(event) => setText(event.target.value)} /></Form.Item></Form>
        </Modal>
      ) : null}
    </>
  )
}
