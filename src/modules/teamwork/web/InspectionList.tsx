import './teamwork.css'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Segmented } from 'antd'
import { useMemo } from 'react'
import { call } from '../../../kernel/client.ts'
import { FormDrawer } from '../../../kernel/web/form/FormDrawer.tsx'
import { MomentInput } from '../../../kernel/web/form/MomentInput.tsx'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice, pick } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { momentText } from '../../../kernel/web/moment-text.ts'
import { Can, useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { StaffName, StaffPicker } from '../../people/web/index.ts'
import { INSPECTION_GRADES, INSPECTION_STATES, MakeInspection, inspections } from '../inspections/contract.ts'
import type { Inspection } from '../inspections/contract.ts'
import { StateTag } from './parts/tags.tsx'

const VIEWS = [
  { key: 'to-correct', label: 'inspection.view.to-correct', query: { mine: 'to-correct' } }, { key: 'to-verify', label: 'inspection.view.to-verify', query: { mine: 'to-verify' } }, { key: 'overdue', label: 'inspection.view.overdue', query: { overdue: 'true' } },
]

/** What inspections found, who puts it right by when, and what waits to be verified. */
export function InspectionList() {
  const t = useT()
  const navigate = useNavigate()
  const { company, staff } = useSession()
  const search = useSearch({ strict: false }) as Record<string, string>
  const setNew = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined })) as never })
  const columns = useMemo((): Column<Inspection>[] => [
    { key: 'area', title: 'inspection.area', width: 180, text: (row) => row.area, card: 'title' },
    { key: 'finding', title: 'inspection.finding', width: 280, grow: true, text: (row) => row.finding },
    { key: 'state', title: 'inspection.state', width: 120, text: (row) => t(row.overdue ? 'inspection.overdue' : `inspection.state.${row.state}`), cell: (row) => <StateTag noun="inspection" state={row.state} late={row.overdue} />, card: 'top' },
    { key: 'staff', title: 'inspection.staff', width: 110, text: (row) => row.staff.name, card: 'foot' }, { key: 'inspector', title: 'inspection.inspector', width: 110, text: (row) => row.inspector.name, card: 'foot' },
    { key: 'dueAt', title: 'inspection.dueAt', width: 130, sort: 'dueAt', text: (row) => momentText(row.dueAt, company.zone), cell: (row) => <span className={row.overdue ? 'teamwork-late' : undefined}><Moment at={row.dueAt} /></span>, card: 'corner' },
    { key: 'createdAt', title: 'inspection.createdAt', width: 120, sort: 'createdAt', text: (row) => momentText(row.createdAt, company.zone), cell: (row) => <Moment at={row.createdAt} form="day" /> },
  ], [t, company.zone])
  const filters = useMemo(() => [
    choice('state', 'inspection.state', INSPECTION_STATES.map((value) => ({ value, label: t(`inspection.state.${value}`) }))), pick('staffId', 'inspection.staff', StaffPicker, StaffName),
    choice('mine', 'inspection.mine', [{ value: 'to-correct', label: t('inspection.view.to-correct') }, { value: 'to-verify', label: t('inspection.view.to-verify') }]), choice('overdue', 'inspection.overdue', [{ value: 'true', label: t('inspection.overdue') }]),
  ], [t])
  const inspect = <Can permission="inspection.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setNew(true)}>{t('inspection.make')}</Button></Can>
  return (
    <>
      <ListPage list="inspections" endpoint={inspections.inspections} entity="inspection" title="inspection.plural" defaultSort="-createdAt" search={false} to={(row) => `/inspections/${row.id}`} columns={columns} filters={filters} views={VIEWS} actions={inspect} empty={{ title: 'inspection.none', text: 'inspection.none-text', action: inspect }} />
      <FormDrawer
        open={search['new'] === '1'} close={() => setNew(false)} width={560} title="inspection.make" body={MakeInspection} said="inspection.made" saveLabel="inspection.make" values={{ grade: 'minor' } as never} save={(body) => call(inspections.inspect, { body })}
        fields={[
          { name: 'staffId', label: 'inspection.staff', input: <StaffPicker {...(staff ? { without: staff.id } : {})} /> },
          { name: 'area', label: 'inspection.area', input: <Input maxLength={120} placeholder={t('inspection.area-example')} /> },
          { name: 'finding', label: 'inspection.finding', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4_000} /> },
          { name: 'expected', label: 'inspection.expected', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4_000} /> },
          { name: 'grade', label: 'inspection.grade', half: true, input: <Segmented options={INSPECTION_GRADES.map((value) => ({ value, label: t(`inspection.grade.${value}`) }))} /> },
          { name: 'dueAt', label: 'inspection.dueAt', half: true, input: <MomentInput ahead /> },
        ]}
      />
    </>
  )
}
