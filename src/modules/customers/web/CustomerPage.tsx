import './customers.css'
import { fieldsOfKind, type FieldValues } from '../../../kernel/custom-fields/contract.ts'
import { FieldFacts } from '../../../kernel/web/custom-fields/FieldFacts.tsx'
import { useFields } from '../../../kernel/web/custom-fields/use-fields.ts'
import { DeleteOutlined, EditOutlined, UndoOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { usePhone } from '../../../kernel/web/appearance.ts'
import { useLive } from '../../../kernel/web/live.tsx'
import { Block, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { useCan } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { customers } from '../contract.ts'
import type { Customer } from '../contract.ts'
import { ContactPoints } from './parts/ContactPoints.tsx'
import { CustomerFacts } from './parts/CustomerFacts.tsx'
import { ChangeCustomerForm } from './parts/ChangeCustomerForm.tsx'
import { Documents } from './parts/Documents.tsx'
import { Duplicates } from './parts/Duplicates.tsx'
import { StandingTags } from './parts/grades.tsx'
import { MergedRecords } from './parts/MergedRecords.tsx'
import { BinTag, CustomerLink } from './parts/names.tsx'
import { ReasonDialog } from './parts/ReasonDialog.tsx'
import { Notes } from './notes/Notes.tsx'
import { NotesToRemember } from './notes/NotesToRemember.tsx'
import { customerTabs } from './places.ts'

export function CustomerPage() {
  const t = useT()
  const can = useCan()
  const phone = usePhone()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const { id } = useParams({ strict: false }) as { id: string }
  const [changing, setChanging] = useState<Customer | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [removing, setRemoving] = useState<Customer | null>(null)
  const restore = useCall(customers.restore, { said: 'customer.restored' })
  const remove = useCall(customers.remove, { said: 'customer.removed', done: () => { setRemoving(null); if (!can('customer.remove')) void navigate({ to: '/customers' as string }) } })
  useLive('contact-point', () => {
    void cache.invalidateQueries({ queryKey: query(customers.get, { params: { id } }).queryKey })
    void cache.invalidateQueries({ queryKey: [customers.events.path] })
  }, id)
  return (
    <>
      <RecordPage
        endpoint={customers.get} params={{ id }} entity="customer" back={{ to: '/customers', label: 'customer.plural' }} title={(it) => it.name}
        tags={(it) => <><StandingTags of={it} />{it.removedAt ? <BinTag /> : null}</>}
        facts={(it) => <>{it.mergedInto ? <span>{t('customer.mergedInto')} <CustomerLink of={it.mergedInto} /></span> : null}<span>{t(`customer.type.${it.type}`)}</span>{[it.title, it.region, it.industry].flatMap((fact) => fact ? [<span key={fact}>{fact}</span>] : [])}</>}
        actions={(it) => [
          { key: 'change', label: 'customer.change', may: 'change', primary: true, icon: <EditOutlined />, run: () => { setChanging(it); setIsOpen(true) } },
          { key: 'remove', label: 'customer.remove', may: 'remove', danger: true, icon: <DeleteOutlined />, run: () => setRemoving(it) },
          { key: 'restore', label: 'customer.restore', may: 'restore', primary: true, icon: <UndoOutlined />, busy: restore.busy, run: () => restore.run({ params: { id }, body: { version: it.version } }) },
        ]}
        tabs={(it) => phone ? [{ key: 'about', label: 'customer.facts', content: <About of={it} /> }] : []}
        tabPlace={{ of: customerTabs, props: () => ({ customerId: id }) }}
        {...(phone ? {} : { side: (it: Customer) => <About of={it} /> })}
      />
      <NotesToRemember key={id} customerId={id} />
      {changing ? <ChangeCustomerForm key={`${changing.id} ${changing.version}`} open={isOpen} close={() => setIsOpen(false)} customer={changing} /> : null}
      {removing ? <ReasonDialog title={t('customer.remove-ask', { name: removing.name })} text={t('customer.remove-text')} yes={t('customer.remove')} danger busy={remove.busy} close={() => setRemoving(null)} run={(reason) => void remove.run({ params: { id }, body: { version: removing.version, reason } })} /> : null}
    </>
  )
}

/** Beside the tabs, on a phone the first of them: how to reach the customer comes first. */
function About({ of }: { of: Customer }) {
  return (
    <>
      <ContactPoints of={of} />
      {of.removedAt || of.mergedInto ? null : <Notes of={of} />}
      <Block title="customer.facts"><CustomerFacts of={of} /></Block>
      <OwnFacts of={of} />
      <Documents of={of} />
      <MergedRecords of={of} />
      {of.removedAt || of.mergedInto ? null : <Duplicates of={of} />}
    </>
  )
}

/** The company's own fields; nothing where it has none for such customers. */
function OwnFacts({ of }: { of: Customer }) {
  const fields = useFields('customer')
  const change = useCall(customers.change, { refresh: [customers.get] })
  if (!fieldsOfKind(fields, of.type).length) return null
  const save = async (values: FieldValues) => await change.run({ params: { id: of.id }, body: { version: of.version, fields: values } }) !== undefined
  return <Block title="custom-field.plural"><FieldFacts of="customer" kind={of.type} values={of.fields} {...(of.may.includes('change') ? { save } : {})} /></Block>
}
