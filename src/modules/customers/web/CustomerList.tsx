import './profile/profile.css'
import './customers.css'
import { PlusOutlined, SolutionOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useFieldColumns } from '../../../kernel/web/custom-fields/field-columns.tsx'
import { FieldFilterEditor, FieldFilterText } from '../../../kernel/web/custom-fields/FieldFilterEditor.tsx'
import { choice, choices, days, pick } from '../../../kernel/web/list/list-types.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { Moment, RelativeTime } from '../../../kernel/web/moment.tsx'
import { Can, useCan, useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { customers } from '../contract.ts'
import type { Customer } from '../contract.ts'
import { QUALITIES } from '../profile/rules.ts'
import { CUSTOMER_TYPES } from '../rules.ts'
import { AskDialog } from './collection/AskDialog.tsx'
import { ContactMark } from './parts/ContactMark.tsx'
import { AddCustomerForm } from './parts/AddCustomerForm.tsx'
import { nameOfGrade, StandingTags, useGrades } from './parts/grades.tsx'
import { TypeMark } from './parts/names.tsx'
import { RegionFilter, RegionName } from './parts/RegionPicker.tsx'
import { SegmentFilter, SegmentName } from './parts/segments.tsx'
import { TagFilter, TagName } from './parts/tags.tsx'
import { shownContact } from './parts/shown-contact.ts'

const SHOWN = 2
const OwnFilter = (props: { value?: string; onChange: (value: string | undefined) => void }) => <FieldFilterEditor of="customer" {...props} />
const OwnFilterText = ({ id }: { id: string }) => <FieldFilterText of="customer" id={id} />
/** What those who look after profiles have to do. */
const WORKLISTS = [
  { key: 'incomplete', label: 'customer.quality.incomplete', query: { quality: 'incomplete' } }, { key: 'stale', label: 'customer.quality.stale', query: { quality: 'stale' } },
  { key: 'duplicate', label: 'customer.quality.duplicate', query: { quality: 'duplicate' } }, { key: 'vip', label: 'customer.view-vip', query: { vip: 'true' } },
]

export function CustomerList() {
  const t = useT()
  const can = useCan()
  const { company } = useSession()
  const navigate = useNavigate()
  const { new: adding, quality } = useSearch({ strict: false }) as { new?: string; quality?: string }
  const openForm = (open: boolean) => void navigate({ to: '.', replace: true, search: ((was: Record<string, string>) => ({ ...was, new: open ? '1' : undefined })) as never })
  const add = <Can permission="customer.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => openForm(true)}>{t('customer.add')}</Button></Can>
  const grades = useGrades()
  const [collecting, setCollecting] = useState<{ ids: string[]; over: () => void } | null>(null)
  const own = useFieldColumns<Customer>('customer')
  const reach = (row: Customer) => row.contactPoints.filter((point) => point.kind !== 'address')
  const shown = (row: Customer) => reach(row).map((point) => shownContact(point.kind, point.value, company.country))
  return (
    <>
      <ListPage
        list="customers" endpoint={customers.list} entity="customer" title="customer.plural" to={(row) => `/customers/${row.id}`} actions={add}
        columns={[
          { key: 'name', title: 'customer.name', width: 220, sort: 'name', text: (row) => row.name, cell: (row) => <span className="customer-name"><TypeMark type={row.type} /><bdi className="clip">{row.name}</bdi></span>, card: 'title' },
          { key: 'title', title: 'customer.title', width: 90, text: (row) => row.title },
          {
            key: 'contactPoints', title: 'customer.contact-points', width: 300, grow: true, text: (row) => shown(row).join(', '), card: 'foot',
            cell: (row) => reach(row).length === 0 ? <span className="quiet">–</span> : <span className="customer-reach num">{reach(row).slice(0, SHOWN).map((point) => <span key={point.id} className="clip"><ContactMark kind={point.kind} />{shownContact(point.kind, point.value, company.country)}</span>)}{reach(row).length > SHOWN ? <span className="quiet">+{reach(row).length - SHOWN}</span> : null}</span>,
          },
          { key: 'region', title: 'customer.region', width: 140, text: (row) => row.region, card: 'top' },
          { key: 'industry', title: 'customer.industry', width: 130, text: (row) => row.industry },
          { key: 'size', title: 'customer.size', width: 110, optional: true, text: (row) => row.size },
          { key: 'type', title: 'customer.type', width: 90, optional: true, text: (row) => t(`customer.type.${row.type}`) },
          { key: 'standing', out: { asked: true }, title: 'customer.grade', width: 170, text: (row) => [row.vip ? t('customer.vip') : '', row.grade ? nameOfGrade(grades, row.grade) : ''].filter(Boolean).join(' '), cell: (row) => row.vip || row.grade ? <span className="customer-standing"><StandingTags of={row} short /></span> : <span className="quiet">–</span> },
          { key: 'completeness', out: { of: 'quality.completeness' }, title: 'customer.completeness', width: 90, figures: true, ...(quality ? {} : { optional: true as const }), text: (row) => row.quality ? `${Math.round(row.quality.completeness)}%` : '' },
          { key: 'missing', out: { of: 'quality.missing', words: 'customer.profile-field' }, title: 'customer.quality-missing', width: 220, ...(quality ? {} : { optional: true as const }), text: (row) => (row.quality?.missing ?? []).map((field) => t(`customer.profile-field.${field}`)).join(t('list.comma')) },
          { key: 'tags', title: 'customer.tags', width: 160, optional: true, text: (row) => row.tags.join(', ') },
          { key: 'removedAt', title: 'customer.removed-at', width: 130, optional: true, text: (row) => row.removedAt?.toISOString(), cell: (row) => <Moment at={row.removedAt} /> },
          { key: 'createdAt', title: 'customer.created-at', width: 120, sort: 'createdAt', text: (row) => row.createdAt.toISOString(), cell: (row) => <RelativeTime at={row.createdAt} />, card: 'corner' },
          ...own,
        ]}
        filters={[
          choices('type', 'customer.type', CUSTOMER_TYPES.map((value) => ({ value, label: t(`customer.type.${value}`) }))),
          choices('grade', 'customer.grade', [...grades.map((one) => ({ value: one.key, label: one.name })), { value: 'none', label: t('customer.grade-none') }]),
          choice('vip', 'customer.vip', [{ value: 'true', label: t('frame.yes') }, { value: 'false', label: t('frame.no') }]),
          pick('region', 'customer.region', RegionFilter, RegionName),
          pick('segment', 'customer.segments', SegmentFilter, SegmentName),
          pick('tag', 'customer.tags', TagFilter, TagName),
          ...(can('customer.tidy') ? [choice('quality', 'customer.quality', QUALITIES.map((value) => ({ value, label: value.startsWith('missing-') ? t('customer.lacks', { field: t(`customer.profile-field.${value.slice('missing-'.length)}`) }) : t(`customer.quality.${value}`) })))] : []),
          ...(own.length ? [{ kind: 'pick' as const, key: 'fields', label: 'custom-field.plural', Picker: OwnFilter, Name: OwnFilterText, stays: true as const }] : []),
          days('createdAt', 'customer.created-at', 'createdFrom', 'createdTo'),
          ...(can('customer.remove') ? [choice('removed', 'customer.bin', [{ value: 'true', label: t('customer.in-bin') }])] : []),
        ]}
        views={can('customer.tidy') ? WORKLISTS : []}
        bulk={[{ key: 'collect', label: 'customer-collection.ask', icon: <SolutionOutlined aria-hidden />, permission: 'customer.tidy', run: (rows) => new Promise<void>((over) => setCollecting({ ids: rows.map(({ id }) => id), over })) }]}
        empty={{ title: 'customer.empty', text: 'customer.empty-text', action: add }}
      />
      {collecting ? <AskDialog customerIds={collecting.ids} close={() => { collecting.over(); setCollecting(null) }} /> : null}
      <AddCustomerForm open={adding === '1'} close={() => openForm(false)} added={(customer) => void navigate({ to: `/customers/${customer.id}` as string })} />
    </>
  )
}
