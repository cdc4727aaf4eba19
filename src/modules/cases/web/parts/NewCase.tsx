import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useRef } from 'react'
import { z } from 'zod'
import { call } from '../../../../kernel/client.ts'
import { fieldsOfKind } from '../../../../kernel/custom-fields/contract.ts'
import { OwnFields } from '../../../../kernel/web/custom-fields/OwnFields.tsx'
import { fieldsQuery, useFields } from '../../../../kernel/web/custom-fields/use-fields.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useCan, useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { FileDrop, useUploading } from '../../../files/web/index.ts'
import type { Attached } from '../../../files/web/index.ts'
import { TeamPicker } from '../../../people/web/index.ts'
import { cases, CHANNELS, KINDS, OpenCase, PRIORITIES } from '../../contract.ts'
import type { Case } from '../../contract.ts'
import { CustomerField } from './CustomerField.tsx'
import { PriorityMark } from './tags.tsx'

/** The form's one field for the customer stands for the body's two. */
const { customerId: _, ...shape } = OpenCase.shape
const Form = z.strictObject({ ...shape, customer: z.union([z.strictObject({ id: z.uuid() }), OpenCase.shape.customer.unwrap()]).optional(), attachments: z.array(z.custom<Attached>()).max(20).optional() })
type Form = z.input<typeof Form>

const PLACE = 'case.new'
/** Takes a matter in: what it is, who asks, and in their words. `close` is told the case when one was opened. */
export function NewCase({ open, close, customerId }: { open: boolean; close: (opened?: Case) => void; customerId?: string }) {
  const t = useT()
  const can = useCan()
  const { staff } = useSession()
  const fields = useFields('case')
  const { isPending } = useQuery(fieldsQuery('case'))
  const isUploading = useUploading(PLACE)
  const opened = useRef<Case | undefined>(undefined)
  const end = () => {
    const { current } = opened
    opened.current = undefined
    close(current)
  }
  const words = (field: 'kind' | 'channel', values: readonly string[]) => values.map((value) => ({ value, label: t(`case.${field}.${value}`) }))
  const save = async ({ customer, attachments, fields: own, ...body }: Form) => isUploading ? Promise.reject(new Error(t('case.still-uploading'))) : call(cases.open, {
    body: { ...body, ...(own ? { fields: Object.fromEntries(fieldsOfKind(fields, body.kind).flatMap(({ key }) => own[key] === undefined || own[key] === null ? [] : [[key, own[key]]])) } : {}), ...(!customer ? {} : 'id' in customer ? { customerId: customer.id } : { customer }), ...(attachments?.length ? { attachments: attachments.map(({ id }) => id) } : {}) },
  })
  return (
    <FormDrawer<Case>
      open={open && !isPending} close={end} title="case.open" body={Form} width={560} said="case.opened" saveLabel="case.open" save={save as never} saved={(it) => { opened.current = it }}
      values={{ kind: 'consultation', channel: 'phone', priority: 'normal', ...(customerId ? { customer: { id: customerId } } : {}) }}
      above={({ channel }) => <p className="new-case-hint">{t(['phone', 'counter', 'internal'].includes(String(channel)) ? 'case.you-are-first' : 'case.first-is-who-claims', { name: staff?.name ?? '' })}</p>}
      fields={[
        { name: 'channel', label: 'case.channel', half: true, input: <Select options={words('channel', CHANNELS)} /> },
        { name: 'kind', label: 'case.kind', half: true, input: <Select options={words('kind', KINDS)} /> },
        { name: 'customer', label: 'case.customer', input: <CustomerField /> },
        { name: 'subject', label: 'case.subject', input: <Input maxLength={300} /> },
        { name: 'description', label: 'case.description', input: <Input.TextArea autoSize={{ minRows: 5, maxRows: 16 }} maxLength={100_000} /> },
        { name: 'priority', label: 'case.priority', half: true, input: <Select options={PRIORITIES.toReversed().map((value) => ({ value, label: <PriorityMark priority={value} named /> }))} /> },
        ...(can('staff.read') ? [{ name: 'teamId', label: 'case.team', half: true as const, input: <TeamPicker /> }] : []),
        ...(fields.length ? [{ name: 'fields', label: 'custom-field.plural', input: <OwnFields of="case" /> }] : []),
        ...(can('file.upload') ? [{ name: 'attachments', label: 'case.attachments', input: <FilesField /> }] : []),
      ]}
    />
  )
}

function FilesField({ value = [], onChange = () => {} }: { value?: readonly Attached[]; onChange?: (files: readonly Attached[]) => void }) {
  return <FileDrop place={PLACE} value={value} onChange={onChange} />
}
