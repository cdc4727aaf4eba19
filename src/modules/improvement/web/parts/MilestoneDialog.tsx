import { Button, DatePicker, Input, InputNumber, Modal } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { Facts } from '../../../../kernel/web/record/RecordPage.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { changes } from '../../contract.ts'
import type { Change, Milestone } from '../../contract.ts'

/** One part of the plan: what it is, and that it is done. */
export function MilestoneDialog({ of, milestone, close, change }: { of: Change; milestone: Milestone; close: () => void; change: () => void }) {
  const t = useT()
  const { company, staff } = useSession()
  const today = dayIn(company.zone)
  const [day, setDay] = useState(today)
  const [note, setNote] = useState('')
  const [attended, setAttended] = useState<number | null>(null)
  const finish = useCall(changes.finishMilestone, { said: 'process-change.was-done', done: close })
  const drop = useCall(changes.dropMilestone, { done: close })
  const mayPlan = of.may.includes('plan')
  const isOpen = milestone.doneOn === null
  const mayFinish = isOpen && (mayPlan || milestone.owner.id === staff?.id) && (of.state === 'planned' || of.state === 'live')
  const where = { params: { id: of.id, milestoneId: milestone.id } }
  return (
    <Modal open width={480} title={milestone.title} onCancel={close} footer={(
      <div className="change-milestone-foot">
        {mayPlan && isOpen ? <><Button danger type="text" loading={drop.busy} onClick={() => void ask({ title: t('process-change.drop-ask'), yes: t('process-change.drop'), danger: true }).then((sure) => { if (sure) void drop.run(where) })}>{t('process-change.drop')}</Button><Button onClick={change}>{t('process-change.edit')}</Button></> : null}
        {mayFinish ? <Button type="primary" loading={finish.busy} onClick={() => void finish.run({ ...where, body: { version: milestone.version, doneOn: day, ...(note.trim() ? { note: note.trim() } : {}), ...(attended === null ? {} : { attended }) } })}>{t(milestone.sort === 'announcement' ? 'process-change.announce' : 'process-change.done')}</Button> : <Button onClick={close}>{t('frame.close')}</Button>}
      </div>
    )}>
      <Facts items={[
        { label: 'process-change.sort', value: t(`process-change.sort.${milestone.sort}`) }, { label: 'process-change.ownerId', value: milestone.owner.name }, { label: 'process-change.days', value: `${milestone.startsOn} – ${milestone.dueOn}` },
        ...(milestone.audience ? [{ label: 'process-change.audience', value: t(`process-change.audience.${milestone.audience}`) }] : []), ...(milestone.seats ? [{ label: 'process-change.seats', value: milestone.attended === null ? milestone.seats : `${milestone.attended}/${milestone.seats}` }] : []),
        ...(milestone.body ? [{ label: 'process-change.body', value: milestone.body }] : []), ...(milestone.resources ? [{ label: 'process-change.resources', value: milestone.resources }] : []),
        ...(milestone.doneOn ? [{ label: 'process-change.done-on', value: milestone.doneOn }] : []), ...(milestone.doneNote ? [{ label: 'process-change.note', value: milestone.doneNote }] : []),
      ]} />
      {mayFinish ? (
        <div className="change-finish">
          {milestone.audience === 'staff' ? <p className="quiet">{t('process-change.announce-text')}</p> : null}
          <label><span>{t('process-change.done-on')}</span><DatePicker value={dayjs(day)} allowClear={false} maxDate={dayjs(today)} style={{ width: '100%' }} onChange={(to) => { if (to) setDay(to.format('YYYY-MM-DD')) }} /></label>
          {milestone.sort === 'training' ? <label><span>{t('process-change.attended')}</span><InputNumber min={0} max={10_000} style={{ width: '100%' }} value={attended} onChange={setAttended} /></label> : null}
          <label><span>{t('process-change.note')}</span><Input.TextArea value={note} maxLength={1_000} autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => setNote(event.target.value)} /></label>
        </div>
      ) : null}
    </Modal>
  )
}
