import '../customers.css'
import './organisation.css'
import { ApartmentOutlined, MoreOutlined, PlusOutlined, StarFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Tooltip } from 'antd'
import { useMemo, useState } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { choice, type Column } from '../../../../kernel/web/list/list-types.ts'
import { useCan, useSession } from '../../../../kernel/web/session.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import { organisations } from '../../organisation/contract.ts'
import type { Affiliation, Tree } from '../../organisation/contract.ts'
import { AFFILIATION_ROLES } from '../../organisation/rules.ts'
import { ContactMark } from '../parts/ContactMark.tsx'
import { CustomerLink } from '../parts/names.tsx'
import { shownContact } from '../parts/shown-contact.ts'
import { AffiliationForm } from './AffiliationForm.tsx'
import { ParentDialog } from './ParentDialog.tsx'

/** Where an organisation stands and who belongs to it; of a person, the organisations they belong to. */
export function People({ customerId }: { customerId: string }) {
  const params = { id: customerId }
  const [customer, tree] = [useQuery(query(customers.get, { params })), useQuery(query(organisations.tree, { params }))]
  const failed = customer.error ?? tree.error
  if (!customer.data || !tree.data) return failed ? <Fault error={failed} again={() => { void customer.refetch(); void tree.refetch() }} /> : <PageSkeleton />
  const mayChange = customer.data.may.includes('change')
  return customer.data.type === 'organisation' ? <Organisation id={customerId} version={customer.data.version} tree={tree.data} mayChange={mayChange} /> : <Belongs tree={tree.data} />
}

function Organisation({ id, version, tree, mayChange }: { id: string; version: number; tree: Tree; mayChange: boolean }) {
  const t = useT()
  const can = useCan()
  const { company } = useSession()
  const [form, setForm] = useState<{ of: Affiliation | null } | null>(null)
  const [placing, setPlacing] = useState(false)
  const remove = useCall(organisations.removePerson, { said: 'customer-affiliation.removed' })
  const columns = useMemo((): Column<Affiliation>[] => [
    { key: 'name', out: { of: 'person.name' }, title: 'customer.name', width: 190, text: (row: Affiliation) => row.person.name, cell: (row: Affiliation) => <span className="customer-name"><bdi className="clip">{row.person.name}</bdi>{row.main ? <Tooltip title={t('customer-affiliation.main')}><StarFilled className="customer-main" aria-label={t('customer-affiliation.main')} /></Tooltip> : null}</span>, card: 'title' as const },
    { key: 'role', title: 'customer-affiliation.role', width: 120, text: (row: Affiliation) => t(`customer-affiliation.role.${row.role}`), card: 'top' as const },
    { key: 'position', title: 'customer-affiliation.position', width: 140, text: (row: Affiliation) => row.position },
    { key: 'reach', out: { of: 'person.contactPoints' }, title: 'customer.contact-points', width: 240, grow: true as const, text: (row: Affiliation) => row.person.contactPoints.map((point) => shownContact(point.kind, point.value, company.country)).join(', '), cell: (row: Affiliation) => <span className="customer-reach num">{row.person.contactPoints.slice(0, 2).map((point) => <span key={point.id} className="clip"><ContactMark kind={point.kind} />{shownContact(point.kind, point.value, company.country)}</span>)}</span>, card: 'foot' as const },
    { key: 'birthday', out: { of: ['person.birthday', 'person.lunarBirthday'] }, title: 'customer.birthday', width: 110, text: (row: Affiliation) => row.person.birthday ?? row.person.lunarBirthday },
    ...(mayChange ? [{ key: 'deeds', out: null, title: 'customer-affiliation.deeds', width: 56, text: () => '', cell: (row: Affiliation) => (
      <span role="presentation" onClick={(event) => { event.stopPropagation(); event.preventDefault() }}>
        <Menu placement="bottomRight" menu={{ items: [{ key: 'change', label: t('customer-affiliation.change'), onClick: () => setForm({ of: row }) }, { key: 'remove', danger: true, label: t('customer-affiliation.remove'), onClick: () => void ask({ title: t('customer-affiliation.remove-ask', { name: row.person.name }), text: t('customer-affiliation.remove-text'), yes: t('customer-affiliation.remove'), danger: true }).then((sure) => sure ? remove.run({ params: { id: row.id } }) : undefined) }] }}>
          <Button type="text" size="small" icon={<MoreOutlined aria-hidden />} aria-label={t('frame.more-actions')} />
        </Menu>
      </span>
    ) }] : []),
    // Words change with the language only; the command is the same at every drawing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t, mayChange, company.country])
  const add = mayChange && can('customer.write') ? <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setForm({ of: null })}>{t('customer-affiliation.add')}</Button> : null
  return (
    <div className="customer-organisation">
      <section className="customer-tree">
        <header><h2>{t('customer.tree')}</h2>{mayChange ? <Button size="small" icon={<ApartmentOutlined aria-hidden />} onClick={() => setPlacing(true)}>{t('customer.parent-change')}</Button> : null}</header>
        <ol>
          {tree.above.map((one, depth) => <li key={one.id} style={{ paddingInlineStart: depth * 18 }}><CustomerLink of={one} /></li>)}
          <li style={{ paddingInlineStart: tree.above.length * 18 }} aria-current="true"><strong>{t('customer.tree-here')}</strong><small className="quiet num">{t('customer.tree-people', { n: tree.people })}</small></li>
          {tree.below.map((one) => <li key={one.id} style={{ paddingInlineStart: (tree.above.length + 1) * 18 }}><CustomerLink of={one} /><small className="quiet num">{t('customer.tree-people', { n: one.people })}{one.below > 0 ? ` · ${t('customer.tree-below', { n: one.below })}` : ''}</small></li>)}
          {tree.moreBelow ? <li className="quiet" style={{ paddingInlineStart: (tree.above.length + 1) * 18 }}>…</li> : null}
        </ol>
      </section>
      <ListPage within list="customer-people" endpoint={organisations.listPeople} params={{ id }} title="customer-affiliation.plural" to={(row) => `/customers/${row.person.id}`} columns={columns} actions={add}
        filters={[choice('role', 'customer-affiliation.role', AFFILIATION_ROLES.map((value) => ({ value, label: t(`customer-affiliation.role.${value}`) })))]}
        empty={{ title: 'customer-affiliation.none', text: 'customer-affiliation.none-text', action: add }} />
      <AffiliationForm key={form?.of?.id ?? 'new'} organisationId={id} open={form !== null} of={form?.of ?? null} close={() => setForm(null)} />
      {placing ? <ParentDialog id={id} version={version} parent={tree.above.at(-1) ?? null} close={() => setPlacing(false)} /> : null}
    </div>
  )
}

function Belongs({ tree }: { tree: Tree }) {
  const t = useT()
  if (tree.belongsTo.length === 0) return <p className="quiet customer-none">{t('customer-affiliation.belongs-none')}</p>
  return (
    <ul className="customer-belongs">
      {tree.belongsTo.map((one) => <li key={one.id}><CustomerLink of={one.organisation} /><span>{t(`customer-affiliation.role.${one.role}`)}</span><span className="quiet">{one.position}</span>{one.main ? <span className="quiet"><StarFilled className="customer-main" aria-hidden /> {t('customer-affiliation.main')}</span> : <span />}</li>)}
    </ul>
  )
}
