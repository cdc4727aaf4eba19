import { PlusOutlined, StopOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Tag } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { MakeDelegation, delegations } from '../../contract.ts'
import type { Delegation } from '../../contract.ts'
import { StaffPicker } from './pickers.tsx'

const { staffId: _, ...shape } = MakeDelegation.shape
const Body = z.strictObject(shape)
const COLORS = { now: 'processing', coming: 'default', over: 'default' } as const

/** Who stands in for somebody, and for whom they stand in; `mayName` says whether a delegate may be named here. */
export function StandIns({ staffId, mayName }: { staffId: string; mayName: boolean }) {
  const t = useT()
  const [naming, setNaming] = useState(false)
  const found = useQuery(query(delegations.delegations, { params: { id: staffId } }))
  const items = found.data?.items ?? []
  return (
    <div className="people-stand-ins">
      {items.length ? <ul>{items.map((one) => <One key={one.id} of={one} staffId={staffId} />)}</ul> : <p className="quiet">{t('delegation.none')}</p>}
      {mayName ? <Button icon={<PlusOutlined aria-hidden />} onClick={() => setNaming(true)}>{t('delegation.name')}</Button> : null}
      <FormDrawer
        open={naming} close={() => setNaming(false)} title="delegation.name" body={Body} said="delegation.made" saveLabel="delegation.name" save={((body: z.input<typeof Body>) => call(delegations.makeDelegation, { body: { ...body, staffId } })) as never}
        fields={[
          { name: 'delegateId', label: 'delegation.delegate', input: <StaffPicker without={staffId} />, help: 'delegation.part-text' },
          { name: 'fromAt', label: 'delegation.fromAt', half: true, input: <MomentInput /> }, { name: 'untilAt', label: 'delegation.untilAt', half: true, input: <MomentInput ahead /> },
          { name: 'reason', label: 'delegation.reason', input: <Input maxLength={300} /> },
        ]}
      />
    </div>
  )
}

function One({ of, staffId }: { of: Delegation; staffId: string }) {
  const t = useT()
  const end = useCall(delegations.endDelegation, { said: 'delegation.ended' })
  return (
    <li data-over={of.state === 'over' || undefined}>
      <Tag color={COLORS[of.state]} variant="filled">{t(`delegation.state.${of.state}`)}</Tag>
      <strong>{of.staff.id === staffId ? t('delegation.by-whom', { name: of.delegate.name }) : t('delegation.for-whom', { name: of.staff.name })}</strong>
      <span className="quiet num"><Moment at={of.fromAt} /> – <Moment at={of.untilAt} /></span>
      {of.reason ? <span className="quiet clip">{of.reason}</span> : null}
      {of.may.includes('end') ? <Button size="small" type="text" icon={<StopOutlined aria-hidden />} loading={end.busy} onClick={() => void end.run({ params: { id: of.id }, body: { version: of.version } })}>{t('delegation.end')}</Button> : null}
    </li>
  )
}
