import { PlusOutlined } from '@ant-design/icons'
import { Button, Popover, Select } from 'antd'
import { useState } from 'react'
import { Blank } from '../../../../kernel/web/frame/faults.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { staff } from '../../contract.ts'
import type { Staff } from '../../contract.ts'
import { useRoleName, useRoles } from './labels.ts'
import { LinePicker } from './pickers.tsx'

/** The roles somebody holds: what they may is the union of them. */
export function RolesHeld({ person }: { person: Staff }) {
  const t = useT()
  const roles = useRoles()
  const roleName = useRoleName()
  const may = person.may.includes('assign-role')
  const withdraw = useCall(staff.withdrawRole, { said: 'role.withdrawn' })
  const askWithdraw = async (role: Staff['roles'][number]) => {
    if (await ask({ title: t('role.withdraw-ask', { name: person.name, role: roleName(role.key) }), yes: t('role.withdraw'), danger: true })) await withdraw.run({ params: { id: person.id, assignmentId: role.id } })
  }
  return (
    <div className="people-roles">
      {person.roles.length === 0 ? <Blank title={t('role.none')} text={t('role.none-text')} act={may ? <AssignRole person={person} /> : undefined} /> : (
        <>
          <p className="quiet">{t('role.union')}</p>
          <ul className="people-kept-rows">{person.roles.map((role) => (
            <li key={role.id}>
              <span className="people-row-main"><strong>{roleName(role.key)}</strong>{role.line ? <span className="quiet">{t('role.on-line', { line: role.line.name })}</span> : null}</span>
              <span className="quiet num">{t('role.grants', { n: roles.find((one) => one.key === role.key)?.grants ?? 0 })}</span>
              {may ? <Button size="small" type="text" loading={withdraw.busy} onClick={() => void askWithdraw(role)}>{t('role.withdraw')}</Button> : null}
            </li>
          ))}</ul>
          {may ? <AssignRole person={person} /> : null}
        </>
      )}
    </div>
  )
}

function AssignRole({ person }: { person: Staff }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [key, setKey] = useState<string>()
  const [lineId, setLineId] = useState<string>()
  const assign = useCall(staff.assignRole, { said: 'role.assigned', done: () => { setOpen(false); setKey(undefined); setLineId(undefined) } })
  const roles = useRoles()
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomLeft" arrow={false} destroyOnHidden content={(
      <div className="people-popped">
        <Select autoFocus aria-label={t('role.pick')} value={key} onChange={setKey} placeholder={t('role.pick')} showSearch={{ optionFilterProp: 'label' }} options={roles.map((role) => ({ value: role.key, label: role.name }))} />
        <LinePicker value={lineId ?? null} onChange={setLineId} placeholder={t('role.all-lines')} />
        <Button type="primary" disabled={!key} loading={assign.busy} onClick={() => void assign.run({ params: { id: person.id }, body: { key: key as string, ...(lineId ? { lineId } : {}) } })}>{t('role.assign')}</Button>
      </div>
    )}>
      <Button icon={<PlusOutlined aria-hidden />}>{t('role.assign')}</Button>
    </Popover>
  )
}
