import { useQuery } from '@tanstack/react-query'
import { Select, Tag } from 'antd'
import { query } from '../../../kernel/client.ts'
import { choice, days, pick } from '../../../kernel/web/list/list-types.ts'
import type { Column, Filter } from '../../../kernel/web/list/list-types.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { RelativeTime } from '../../../kernel/web/moment.tsx'
import { hasWord, t, useT } from '../../../kernel/web/words.ts'
import { StaffName, StaffPicker, TeamName, TeamPicker } from '../../people/web/index.ts'
import { VIAS, forms } from '../contract.ts'
import type { Submission } from '../contract.ts'
import { said } from './parts/said.ts'

const kindOf = (kind: string) => hasWord(`form.for.${kind}`) ? t(`form.for.${kind}`) : kind
const by = (row: Submission) => row.by.name ?? t(`submission.by.${row.by.kind}`)
const columns: readonly Column<Submission>[] = [
  { key: 'form', title: 'submission.form', width: 220, grow: true, text: (row) => said(row.form.name), card: 'title' },
  { key: 'version', title: 'submission.version', width: 70, text: (row) => row.form.version, optional: true },
  { key: 'about', title: 'submission.about', width: 110, text: (row) => kindOf(row.about.kind), card: 'top' },
  { key: 'score', title: 'submission.score', width: 110, figures: true, text: (row) => row.score === null ? '' : Math.round(row.score * 10) / 10, cell: (row) => <Score of={row} />, card: 'foot' },
  { key: 'by', title: 'submission.answered-by', width: 120, text: by, card: 'foot' },
  { key: 'staff', title: 'submission.staff', width: 120, text: (row) => row.staff?.name ?? '' },
  { key: 'team', title: 'submission.team', width: 120, text: (row) => row.team?.name ?? '', optional: true },
  { key: 'via', title: 'submission.via', width: 90, text: (row) => t(`submission.via.${row.via}`) },
  { key: 'at', title: 'submission.at', width: 120, sort: 'at', text: (row) => row.at.toISOString(), cell: (row) => <RelativeTime at={row.at} />, card: 'corner' },
]
function Score({ of }: { of: Submission }) {
  const t = useT()
  if (of.score === null) return <span className="quiet">–</span>
  return <span className="num">{Math.round(of.score * 10) / 10}{of.passed === null ? null : <Tag color={of.passed ? 'success' : 'error'} style={{ margin: '0 0 0 8px' }}>{t(of.passed ? 'submission.passed.true' : 'submission.passed.false')}</Tag>}</span>
}
function FormPicker({ value, onChange }: { value?: string; onChange: (value: string | undefined) => void }) {
  const found = useQuery(query(forms.list, {}))
  return <Select value={value ?? null} onChange={(next: string | null) => onChange(next ?? undefined)} allowClear style={{ width: '100%' }} showSearch={{ optionFilterProp: 'label' }} options={(found.data?.items ?? []).map((one) => ({ value: one.key, label: said(one.name) }))} />
}
function FormName({ id }: { id: string }) {
  const found = useQuery(query(forms.list, {}))
  const form = found.data?.items.find((one) => one.key === id)
  return <>{form ? said(form.name) : id}</>
}
const filters = (): Filter[] => [
  choice('passed', 'submission.passed', ['true', 'false'].map((value) => ({ value, label: t(`submission.passed.${value}`) }))),
  choice('via', 'submission.via', VIAS.map((value) => ({ value, label: t(`submission.via.${value}`) }))),
  pick('staff', 'submission.staff', StaffPicker, StaffName), pick('team', 'submission.team', TeamPicker, TeamName), pick('by', 'submission.answered-by', StaffPicker, StaffName),
  days('at', 'submission.at', 'atFrom', 'atTo'),
]
const shared = { endpoint: forms.submissions, entity: 'submission', defaultSort: '-at', to: (row: Submission) => `/submissions/${row.id}` } as const

/** All submissions one may see. */
export function SubmissionList() {
  return <ListPage list="submissions" title="submission.plural" {...shared} columns={columns} filters={[pick('form', 'submission.form', FormPicker, FormName), ...filters()]} views={[{ key: 'mine', label: 'submission.view.mine', query: { by: 'me' } }, { key: 'failed', label: 'submission.view.failed', query: { passed: 'false' } }]} empty={{ title: 'submission.none', text: 'submission.none-text' }} />
}
/** Those of one form. */
export function SubmissionsOf({ formKey }: { formKey: string }) {
  return <ListPage within list={`submissions.${formKey}`} title="submission.plural" {...shared} columns={columns.filter(({ key }) => key !== 'form').map((one) => one.key === 'about' ? { ...one, grow: true as const, card: 'title' as const } : one)} filters={filters()} fixed={{ form: formKey }} empty={{ title: 'submission.none', text: 'submission.none-text' }} />
}
