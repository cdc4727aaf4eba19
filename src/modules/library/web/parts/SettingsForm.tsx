import { useQuery } from '@tanstack/react-query'
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { staff } from '../../../people/contract.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { ChangeDocument, documents, SEEN_BY } from '../../contract.ts'
import type { Document } from '../../contract.ts'
import { named } from './said.ts'

export function DayField({ value, onChange, id }: { value?: string | null; onChange?: (value: string | null) => void; id?: string }) {
  return <DatePicker {...(id ? { id } : {})} style={{ width: '100%' }} value={value ? dayjs(value) : null} onChange={(day) => onChange?.(day?.format('YYYY-MM-DD') ?? null)} />
}
export function RolesField({ value, onChange, id }: { value?: string[]; onChange?: (value: string[]) => void; id?: string }) {
  const t = useT()
  const roles = useQuery({ ...query(staff.roles, {}), staleTime: 60_000 }).data?.items ?? []
  return <Select {...(id ? { id } : {})} mode="multiple" value={value ?? []} placeholder={t('document.readers-all')} onChange={(to: string[]) => onChange?.(to)} options={roles.map((role) => ({ value: role.key, label: named(role.name) }))} />
}

/** Who answers for a document, who sees it, who has to know it, and when it is looked at again. */
export function SettingsForm({ of, close }: { of: Document; close: () => void }) {
  const t = useT()
  return (
    <FormDrawer
      open close={close} title="document.settings" body={ChangeDocument} values={{ ownerId: of.owner?.id, seenBy: of.seenBy, readers: of.readers, reviewDueOn: of.reviewDueOn }} version={of.version} said="document.was-changed"
      fields={[
        { name: 'ownerId', label: 'document.ownerId', input: <StaffPicker /> },
        { name: 'seenBy', label: 'document.seenBy', input: <Select options={SEEN_BY.map((value) => ({ value, label: t(`document.seen-by.${value}`) }))} /> },
        { name: 'readers', label: 'document.readers', help: 'document.readers-help', input: <RolesField /> },
        { name: 'reviewDueOn', label: 'document.reviewDueOn', input: <DayField /> },
      ]}
      save={(body) => call(documents.change, { params: { id: of.id }, body })}
    />
  )
}
