import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { workspace } from '../../desk/contract.ts'
import type { WorkTime } from '../../desk/contract.ts'
import { spanText } from './span-text.ts'
import { useWorkspace } from './use-workspace.ts'

/** How long the case has been in hand, by everybody; the visits behind a click, each correctable. */
export function WorkTimes({ of }: { of: Case }) {
  const t = useT()
  const { work } = useWorkspace(of.id)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Block title="case.work-time">
      <button type="button" className="work-time" onClick={() => setIsOpen(true)}>
        <span>{t('case.work-mine')} <b className="num">{work.mine > 0 ? spanText(work.mine, t) : '–'}</b></span>
        <span className="quiet">{work.people > 1 ? t('case.work-all', { span: spanText(work.all, t), n: work.people }) : work.mine < work.all ? t('case.work-others', { span: spanText(work.all, t) }) : ''}</span>
      </button>
      {isOpen ? <Visits of={of} close={() => setIsOpen(false)} /> : null}
    </Block>
  )
}

function Visits({ of, close }: { of: Case; close: () => void }) {
  const t = useT()
  const items = useQuery({ ...query(workspace.workTimes, { params: { id: of.id } }), staleTime: 0 }).data?.items
  const [wrong, setWrong] = useState<WorkTime | null>(null)
  return (
    <Modal open onCancel={close} footer={null} width={560} title={t('case.work-time')}>
      <p className="dialog-text">{t('case.work-about')}</p>
      <ul className="visits" aria-busy={!items}>
        {items?.map((one) => (
          <li key={one.id}>
            <span className="clip">{one.staff.name}</span><span className="quiet num"><Moment at={one.beganAt} /></span>
            <b className="num">{spanText(one.seconds, t)}</b>
            {one.may.includes('correct') ? <Button type="text" size="small" icon={<EditOutlined />} aria-label={t('case.work-correct')} onClick={() => setWrong(one)} /> : <i />}
            {one.reason ? <span className="visit-why quiet">{t('case.work-corrected', { name: one.correctedBy?.name ?? '', span: spanText(one.measured, t), reason: one.reason })}</span> : null}
          </li>
        ))}
        {items?.length === 0 ? <li className="quiet">{t('case.work-none')}</li> : null}
      </ul>
      {wrong ? <Correct of={wrong} caseId={of.id} close={() => setWrong(null)} /> : null}
    </Modal>
  )
}

function Correct({ of, caseId, close }: { of: WorkTime; caseId: string; close: () => void }) {
  const t = useT()
  const correct = useCall(workspace.correctWork, { said: 'case.work-was-corrected', refresh: [workspace.workTimes, workspace.beside] })
  const [minutes, setMinutes] = useState<number | null>(Math.round(of.seconds / 60))
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const save = async () => {
    setTried(true)
    if (minutes === null || reason.trim() === '' || correct.busy) return
    if (await correct.run({ params: { id: caseId, itemId: of.id }, body: { seconds: Math.round(minutes * 60), reason: reason.trim(), version: of.version } })) close()
  }
  return (
    <Modal open onCancel={close} width={420} title={t('case.work-correct')} onOk={() => void save()} okText={t('case.work-correct')} okButtonProps={{ loading: correct.busy }}>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('case.work-minutes')} htmlFor="work-minutes" validateStatus={tried && minutes === null ? 'error' : ''}><InputNumber id="work-minutes" autoFocus min={0} max={1_440} value={minutes} onChange={setMinutes} /></Form.Item>
        <Form.Item label={t('case.work-reason')} htmlFor="work-reason" validateStatus={tried && reason.trim() === '' ? 'error' : ''} help={tried && reason.trim() === '' ? t('form.required') : undefined}>
          <Input id="work-reason" maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && !isComposing(event.nativeEvent)) void save() }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
