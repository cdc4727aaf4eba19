import { CloseOutlined } from '@ant-design/icons'
import { Button, Checkbox, Select } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffName, StaffPicker } from '../../../people/web/index.ts'
import type { Vocabulary } from '../../contract.ts'
import { named } from './named.ts'
import type { People } from './rule-words.ts'

/** Whom something is told: who has to do with the record, superiors, roles, and people by name. */
export function PeopleField({ vocabulary, subject, value, change }: { vocabulary: Vocabulary; subject: string; value: People; change: (to: People) => void }) {
  const t = useT()
  const people = vocabulary.subjects.find((one) => one.kind === subject)?.people ?? []
  const { fields = [], staff = [], roles = [], superiors = false } = value
  return (
    <div className="rule-people">
      <div className="rule-people-who">
        {people.map((one) => <Checkbox key={one.field} checked={fields.includes(one.field)} onChange={(event) => change({ ...value, fields: event.target.checked ? [...fields, one.field] : fields.filter((field) => field !== one.field) })}>{named(one.words)}</Checkbox>)}
        <Checkbox checked={superiors} onChange={(event) => change({ ...value, superiors: event.target.checked })}>{t('rule.superiors')}</Checkbox>
      </div>
      <Select mode="multiple" aria-label={t('rule.roles')} placeholder={t('rule.roles')} value={roles} onChange={(next: string[]) => change({ ...value, roles: next })} showSearch={{ optionFilterProp: 'label' }} options={vocabulary.roles.map((one) => ({ value: one.key, label: one.name ? named(one.name) : one.key }))} />
      <span className="rule-list">
        {staff.map((id) => <span className="rule-chip" key={id}><StaffName id={id} /><Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('rule.drop')} onClick={() => change({ ...value, staff: staff.filter((one) => one !== id) })} /></span>)}
        <StaffPicker key={staff.length} value={null} placeholder={t('rule.add-person')} onChange={(id) => { if (id && !staff.includes(id)) change({ ...value, staff: [...staff, id] }) }} />
      </span>
    </div>
  )
}
