import './people.css'
import './roles.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { query } from '../../../kernel/client.ts'
import { shell } from '../../../kernel/shell.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { Tier, staff } from '../contract.ts'
import type { Role } from '../contract.ts'
import { own, permissionName } from './parts/role-words.ts'

/** Every role with its duties and who holds it, tier by tier; and what nobody may do both of. */
export function RolesPage() {
  const t = useT()
  usePageTitle(t('role.menu'))
  const found = useQuery(query(staff.roles, {}))
  const rights = useQuery(query(shell.rights, {}))
  if (found.isError && !found.data) return <Fault error={found.error} again={() => void found.refetch()} />
  const roles = found.data?.items ?? []
  const groups = [...Tier.options, null].map((tier) => ({ tier, roles: roles.filter((role) => role.tier === tier).toSorted((a, b) => Number(b.key === tier) - Number(a.key === tier)) })).filter((group) => group.roles.length)
  return (
    <div className="people-page">
      <header className="people-page-head"><h1>{t('role.menu')}</h1><Can permission="role.assign"><Link to={'/roles/new' as string}><Button type="primary" icon={<PlusOutlined aria-hidden />} tabIndex={-1}>{t('role.make')}</Button></Link></Can></header>
      <p className="quiet role-intro">{t('role.intro')}</p>
      {found.data ? null : <div className="role-cards" aria-busy>{Array.from({ length: 9 }, (_, n) => <span key={n} className="grey" style={{ height: 104, borderRadius: 10 }} />)}</div>}
      {groups.map((group) => (
        <section key={group.tier ?? 'none'} className="role-group" aria-labelledby={`roles-${group.tier ?? 'none'}`}>
          <h2 id={`roles-${group.tier ?? 'none'}`}>{t(group.tier ? `staff.tier.${group.tier}` : 'role.beside')}</h2>
          <div className="role-cards">{group.roles.map((role) => <RoleCard key={role.key} role={role} />)}</div>
        </section>
      ))}
      {rights.data?.separations.length ? (
        <section className="role-group" aria-labelledby="separations">
          <h2 id="separations">{t('separation.plural')}</h2>
          <p className="quiet">{t('separation.about')}</p>
          <ul className="people-kept-rows">{rights.data.separations.map((one) => (
            <li key={one.key}><span className="people-row-main"><strong>{t(one.key)}</strong><span className="quiet">{one.first === one.second ? permissionName(one.first) : t('separation.pair', { first: permissionName(one.first), second: permissionName(one.second) })}</span></span></li>
          ))}</ul>
        </section>
      ) : null}
    </div>
  )
}

function RoleCard({ role }: { role: Role }) {
  const t = useT()
  return (
    <article className="role-card">
      <header><h3><Link to={`/roles/${role.key}` as string}>{own(role.name)}</Link></h3>{role.origin === 'company' ? <Tag color="processing">{t('role.company')}</Tag> : null}</header>
      {role.about ? <p>{own(role.about)}</p> : null}
      <footer className="quiet num"><Link to="/staff" search={{ role: role.key } as never}>{t('role.holders', { n: role.holders })}</Link><span>{t('role.grants', { n: new Set(role.grants.map((one) => one.permission)).size })}</span></footer>
    </article>
  )
}
