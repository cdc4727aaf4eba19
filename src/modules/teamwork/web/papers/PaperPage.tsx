import '../teamwork.css'
import './papers.css'
import { InboxOutlined, UndoOutlined } from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../../kernel/web/record/RecordPage.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { Attachments, FileDrop, useUploading } from '../../../files/web/index.ts'
import type { Attached } from '../../../files/web/index.ts'
import { papers } from '../../papers/contract.ts'
import type { Paper } from '../../papers/contract.ts'
import { StateTag } from '../parts/tags.tsx'

/** One paper that was asked for, with the stamp of its delivery. */
export function PaperPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const { company } = useSession()
  const [delivering, setDelivering] = useState<Paper | null>(null)
  const withdraw = useCall(papers.withdrawPaper, { said: 'paper-request.was-withdrawn' })
  const askWithdraw = async (it: Paper) => { if (await ask({ title: t('paper-request.withdraw-ask'), yes: t('paper-request.withdraw'), danger: true })) await withdraw.run({ params: { id }, body: { version: it.version } }) }
  return (
    <>
      <RecordPage
        endpoint={papers.paper} params={{ id }} entity="paper-request" back={{ to: '/paper-requests', label: 'paper-request.plural' }} title={(it) => it.title} tags={(it) => <StateTag noun="paper-request" state={it.state} late={it.overdue} />}
        facts={(it) => <span className={it.overdue ? 'teamwork-late' : undefined}>{t('paper-request.dueAt')} <Moment at={it.dueAt} /></span>}
        actions={(it) => [
          { key: 'deliver', label: 'paper-request.deliver', may: 'deliver', primary: true, icon: <InboxOutlined aria-hidden />, run: () => setDelivering(it) },
          { key: 'withdraw', label: 'paper-request.withdraw', may: 'withdraw', danger: true, icon: <UndoOutlined aria-hidden />, busy: withdraw.busy, run: () => askWithdraw(it) },
        ]}
        tabs={(it) => [
          { key: 'paper', label: 'paper-request.one', content: (
            <div className="teamwork-text">
              {it.note ? <><h2>{t('paper-request.note')}</h2><p>{it.note}</p></> : null}
              <h2>{t('paper-request.delivery')}</h2>
              {it.deliveredAt ? (
                <div className="paper-delivery">
                  <div className="paper-stamp num" data-late={it.late || undefined}><strong>{t(it.late ? 'paper-request.stamp-late' : 'paper-request.stamp')}</strong><span>{momentText(it.deliveredAt, company.zone, 'full')}</span><span>{it.deliveredBy?.name}</span></div>
                  {it.delivery ? <p>{it.delivery}</p> : null}
                  {it.files.length ? <Attachments files={it.files} /> : null}
                </div>
              ) : <p className="quiet">{t('paper-request.not-yet')}</p>}
            </div>
          ) },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={papers.paperEvents} params={{ id }} /> },
        ]}
        side={(it) => <Block title="paper-request.one"><Facts items={[
          { label: 'paper-request.askedBy', value: it.askedBy.name }, { label: 'paper-request.of', value: it.owner?.name ?? (it.role ? language() === 'en' ? it.role.name.en : it.role.name.zh : null) }, { label: 'paper-request.createdAt', value: <Moment at={it.createdAt} /> }, { label: 'paper-request.dueAt', value: <Moment at={it.dueAt} /> },
        ]} /></Block>}
      />
      {delivering ? <Deliver of={delivering} close={() => setDelivering(null)} /> : null}
    </>
  )
}

function Deliver({ of, close }: { of: Paper; close: () => void }) {
  const t = useT()
  const place = `paper.${of.id}`
  const isUploading = useUploading(place)
  const [text, setText] = useState('')
  const [files, setFiles] = useState<readonly Attached[]>([])
  const deliver = useCall(papers.deliverPaper, { said: 'paper-request.was-delivered' })
  const save = async () => { if (await deliver.run({ params: { id: of.id }, body: { version: of.version, files: files.map(({ id }) => id), ...(text.trim() ? { text: text.trim() } : {}) } })) close() }
  return (
    <Modal open width={560} title={t('paper-request.deliver')} okText={t('paper-request.deliver')} okButtonProps={{ disabled: isUploading || (!files.length && !text.trim()), loading: deliver.busy }} onCancel={close} onOk={() => void save()}>
      <p className="teamwork-hint">{t('paper-request.deliver-text')}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('paper-request.files')}><FileDrop place={place} value={files} onChange={setFiles} /></Form.Item>
        <Form.Item label={t('paper-request.words')} htmlFor="paper-words"><Input.TextArea id="paper-words" autoFocus value={text} maxLength={4_000} autoSize={{ minRows: 3, maxRows: 10 }} onChange={(event) => setText(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
