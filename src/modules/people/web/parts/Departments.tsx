import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState, type CSSProperties } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { units } from '../../contract.ts'
import type { Department } from '../../contract.ts'
import { DepartmentPicker, StaffPicker } from './pickers.tsx'

/** The tree, each department below its own. */
function inTree(all: readonly Department[]): { department: Department; depth: number }[] {
  const below = Map.groupBy(all, (one) => one.parentId)
  const walk = (parent: string | null, depth: number): { department: Department; depth: number }[] => (below.get(parent) ?? []).flatMap((department) => [{ department, depth }, ...walk(department.id, depth + 1)])
  return walk(null, 0)
}

export function Departments() {
  const t = useT()
  const [form, setForm] = useState<{ open: boolean; department: Department | null }>({ open: false, department: null })
  const found = useQuery(query(units.departments, {}))
  if (found.isError && !found.data) return <Fault error={found.error} again={() => void found.refetch()} />
  const make = <Can permission="team.write"><Button type="primary" onClick={() => setForm({ open: true, department: null })}>{t('department.make')}</Button></Can>
  const own = form.department
  const fields: FormField[] = [
    { name: 'name', label: 'department.name', input: <Input maxLength={80} /> },
    { name: 'parentId', label: 'department.parent', input: <DepartmentPicker {...(own ? { without: own.id } : {})} /> },
    { name: 'liaisonId', label: 'department.liaison', help: 'department.liaison-help', input: <StaffPicker /> },
  ]
  return (
    <>
      <div className="people-page-tools">{make}</div>
      {found.data?.items.length === 0 ? <Blank title={t('department.empty')} text={t('department.empty-text')} /> : null}
      {found.data?.items.length ? (
        <ul className="people-kept-rows people-tree">{inTree(found.data.items).map(({ department, depth }) => (
          <li key={department.id} style={{ '--depth': depth } as CSSProperties}>
            <span className="people-row-main"><strong>{department.name}</strong>{department.liaison ? <span className="quiet">{t('department.liaison')} <Link to={`/staff/${department.liaison.id}` as string}>{department.liaison.name}</Link></span> : null}</span>
            <Link to="/staff" search={{ departmentId: department.id } as never} className="num">{t('department.count', { n: department.staff })}</Link>
            <Can permission="team.write"><Button size="small" type="text" icon={<EditOutlined aria-hidden />} aria-label={t('department.change-named', { name: department.name })} onClick={() => setForm({ open: true, department })} /></Can>
          </li>
        ))}</ul>
      ) : null}
      {own
        ? <FormDrawer open={form.open} close={() => setForm({ ...form, open: false })} title="department.change" body={units.changeDepartment.spec.body} fields={fields} values={own} version={own.version} said="department.changed" save={(body) => call(units.changeDepartment, { params: { id: own.id }, body })} />
        : <FormDrawer open={form.open} close={() => setForm({ ...form, open: false })} title="department.make" body={units.makeDepartment.spec.body} fields={fields} said="department.made" saveLabel="department.make" save={(body) => call(units.makeDepartment, { body })} />}
    </>
  )
}
