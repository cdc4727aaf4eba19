import './people.css'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { choice, pick } from '../../../kernel/web/list/list-types.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { Moment } from '../../../kernel/web/moment.tsx'
import { Can } from '../../../kernel/web/session.tsx'
import { toast } from '../../../kernel/web/toast.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { StaffGrade, Tier, staff } from '../contract.ts'
import { Face } from './parts/Face.tsx'
import { usePositionName, usePositions, useRoleName, useRoles } from './parts/labels.ts'
import { OnceShown } from './parts/OnceShown.tsx'
import { DepartmentName, DepartmentPicker, TeamName, TeamPicker } from './parts/pickers.tsx'
import { AddStaffForm } from './parts/AddStaffForm.tsx'
import { StatusTag } from './parts/StatusTag.tsx'

export function StaffList() {
  const t = useT()
  const navigate = useNavigate()
  const { new: adding } = useSearch({ strict: false }) as { new?: string }
  const [secret, setSecret] = useState<{ name: string; password: string } | null>(null)
  const roleName = useRoleName()
  const positionName = usePositionName()
  const openForm = (open: boolean) => void navigate({ to: '.', replace: true, search: ((was: Record<string, string>) => ({ ...was, new: open ? '1' : undefined })) as never })
  const add = <Can permission="staff.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => openForm(true)}>{t('staff.add')}</Button></Can>
  return (
    <>
      <ListPage
        list="staff" endpoint={staff.list} entity="staff" title="staff.plural" defaultSort="name" to={(row) => `/staff/${row.id}`} actions={add}
        columns={[
          { key: 'name', title: 'staff.name', width: 200, sort: 'name', text: (row) => row.name, cell: (row) => <span className="people-person"><Face name={row.name} /><span className="clip">{row.name}</span></span>, card: 'title' },
          { key: 'position', out: { asked: true }, title: 'staff.position', width: 150, text: (row) => positionName(row.position), card: 'top' },
          { key: 'roles', out: { asked: true }, title: 'staff.roles', width: 220, grow: true, text: (row) => row.roles.map((role) => roleName(role.key)).join(', '), cell: (row) => <span className="people-tags">{row.roles.map((role) => <Tag key={role.id}>{roleName(role.key)}{role.line ? ` · ${role.line.name}` : ''}</Tag>)}</span> },
          { key: 'teams', title: 'staff.teams', width: 170, text: (row) => row.teams.map((team) => team.name).join(', '), card: 'foot' },
          { key: 'department', title: 'staff.department', width: 140, text: (row) => row.department?.name },
          { key: 'manager', title: 'staff.manager', width: 120, text: (row) => row.manager?.name },
          { key: 'active', title: 'staff.status', width: 90, text: (row) => t(row.active ? 'staff.here' : 'staff.gone'), cell: (row) => <StatusTag active={row.active} />, card: 'corner' },
          { key: 'tier', title: 'staff.tier', width: 100, optional: true, text: (row) => row.tier && t(`staff.tier.${row.tier}`) },
          { key: 'grade', title: 'staff.grade', width: 90, optional: true, text: (row) => row.grade && t(`staff.grade.${row.grade}`) },
          { key: 'email', title: 'staff.email', width: 220, optional: true, text: (row) => row.email },
          { key: 'phone', title: 'staff.phone', width: 140, optional: true, text: (row) => row.phone },
          { key: 'joinedAt', title: 'staff.joinedAt', width: 130, optional: true, sort: 'joinedAt', text: (row) => row.joinedAt.toISOString(), cell: (row) => <Moment at={row.joinedAt} form="day" /> },
        ]}
        filters={[
          choice('role', 'staff.roles', useRoles().map((role) => ({ value: role.key, label: role.name }))),
          pick('teamId', 'staff.teams', TeamPicker, TeamName),
          pick('departmentId', 'staff.department', DepartmentPicker, DepartmentName),
          choice('position', 'staff.position', usePositions().map((one) => ({ value: one.key, label: one.name }))),
          choice('tier', 'staff.tier', Tier.options.map((value) => ({ value, label: t(`staff.tier.${value}`) }))),
          choice('grade', 'staff.grade', StaffGrade.options.map((value) => ({ value, label: t(`staff.grade.${value}`) }))),
          choice('active', 'staff.status', [{ value: 'true', label: t('staff.here') }, { value: 'false', label: t('staff.gone') }, { value: 'all', label: t('staff.everybody') }]),
        ]}
        empty={{ title: 'staff.empty', text: 'staff.empty-text', action: add }}
      />
      <AddStaffForm open={adding === '1'} close={() => openForm(false)} added={(who) => who.temporaryPassword ? setSecret({ name: who.name, password: who.temporaryPassword }) : toast.done(t('staff.added', { name: who.name }))} />
      <OnceShown title={t('staff.added', { name: secret?.name ?? '' })} text={t('password.temporary-text')} secret={secret?.password ?? null} close={() => setSecret(null)} />
    </>
  )
}
