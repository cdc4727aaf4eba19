import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { Blank } from '../../../../kernel/web/frame/faults.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { SORTS } from '../../contract.ts'
import type { Change, Milestone } from '../../contract.ts'
import { Gantt } from './Gantt.tsx'
import { MilestoneDialog } from './MilestoneDialog.tsx'
import { MilestoneForm } from './MilestoneForm.tsx'

/** How a change reaches everybody: milestones, training sessions and announcements over their days. */
export function Plan({ of }: { of: Change }) {
  const t = useT()
  const [adding, setAdding] = useState<Milestone['sort'] | null>(null)
  const [openId, setOpenId] = useState<string | null>(null)
  const [changing, setChanging] = useState<Milestone | null>(null)
  const open = of.plan.find(({ id }) => id === openId)
  const add = of.may.includes('plan') ? <div className="change-plan-add">{SORTS.map((sort) => <Button key={sort} size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(sort)}>{t(`process-change.sort.${sort}`)}</Button>)}</div> : null
  return (
    <div className="change-plan">
      {of.plan.length ? <><header><p className="num">{t('process-change.plan-is', { done: of.milestones.done, of: of.milestones.of })}{of.milestones.late ? <strong className="change-missing"> · {t('process-change.late-count', { n: of.milestones.late })}</strong> : null}</p>{add}</header><Gantt of={of} open={({ id }) => setOpenId(id)} /></>
        : <Blank title={t('process-change.no-plan')} text={t('process-change.no-plan-text')} act={add} />}
      {adding ? <MilestoneForm of={of} sort={adding} close={() => setAdding(null)} /> : null}
      {changing ? <MilestoneForm of={of} sort={changing.sort} milestone={changing} close={() => setChanging(null)} /> : null}
      {open ? <MilestoneDialog of={of} milestone={open} close={() => setOpenId(null)} change={() => { setChanging(open); setOpenId(null) }} /> : null}
    </div>
  )
}
