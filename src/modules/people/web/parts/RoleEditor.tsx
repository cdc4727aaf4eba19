import { CopyOutlined, LeftOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import { putInForce, standingDraft, writeDraft } from '../../../../kernel/web/definitions/write-definition.ts'
import type { Rights } from '../../../../kernel/shell.ts'
import { ask, toast } from '../../../../kernel/web/toast.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { Tier } from '../../contract.ts'
import type { Role } from '../../contract.ts'
import { changesIn, grantsOfHeld, heldOf, roleKeyOf, toggled } from '../../roles/rules.ts'
import { own, permissionName, rightsGroup, scopeName } from './role-words.ts'

interface Face { zh: string; en: string; aboutZh: string; aboutEn: string; tier: Tier | null }
const faceOf = (role: Role | undefined): Face => ({ zh: role?.name.zh ?? '', en: role?.name.en ?? '', aboutZh: role?.about?.zh ?? '', aboutEn: role?.about?.en ?? '', tier: role?.tier ?? null })

export function RoleEditor({ role, isNew, all, rights }: { role: Role | undefined; isNew: boolean; all: readonly Role[]; rights: Rights }) {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const may = can('role.assign') && can('definition.publish') && can('definition.write')
  const before = isNew ? heldOf([]) : heldOf(role?.grants ?? [])
  const [held, setHeld] = useState(() => heldOf(role?.grants ?? []))
  const [face, setFace] = useState<Face>(() => isNew && role ? { ...faceOf(role), zh: '', en: '' } : faceOf(role))
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const [find, setFind] = useState('')
  const [only, setOnly] = useState(false)
  const { given, taken } = changesIn(before, held)
  const changed = isNew || given.length > 0 || taken.length > 0 || JSON.stringify(face) !== JSON.stringify(faceOf(role))
  const unnamed = (text: string) => tried && !text.trim()
  const put = (part: Partial<Face>) => setFace({ ...face, ...part })

  const publish = async () => {
    setTried(true)
    if (!face.zh.trim() || !face.en.trim()) return
    const lines = (of: typeof given) => of.map((one) => `${permissionName(one.permission)} · ${scopeName(one.scope)}`).join(t('list.comma'))
    const text = <>{given.length ? <p>{t('role.gives', { what: lines(given) })}</p> : null}{taken.length ? <p>{t('role.takes', { what: lines(taken) })}</p> : null}<p>{t('role.at-once', { n: isNew ? 0 : role?.holders ?? 0 })}</p></>
    if (!await ask({ title: t(isNew ? 'role.make-ask' : 'role.publish-ask', { name: own(face) }), text, yes: t('role.publish') })) return
    setBusy(true)
    try {
      const key = isNew ? roleKeyOf(face.en, [...all.map((one) => one.key), 'new']) : role?.key as string
      const about = face.aboutZh.trim() || face.aboutEn.trim() ? { about: { zh: face.aboutZh.trim() || face.aboutEn.trim(), en: face.aboutEn.trim() || face.aboutZh.trim() } } : {}
      const body = { name: { zh: face.zh.trim(), en: face.en.trim() }, ...(face.tier ? { tier: face.tier } : {}), ...about, grants: grantsOfHeld(held) }
      await putInForce(await writeDraft({ kind: 'role', key, body, standing: await standingDraft('role', key) }))
      toast.done(t('role.published', { name: own(face) }))
      await cache.invalidateQueries()
      if (isNew) void navigate({ to: `/roles/${key}` as string, replace: true })
    } catch (error) { toast.fault(error) } finally { setBusy(false) }
  }

  const shown = rights.permissions.filter(({ permission }) => (!only || held.has(permission)) && `${permissionName(permission)} ${permission}`.toLowerCase().includes(find.trim().toLowerCase()))
  const groups = [...Map.groupBy(shown, (one) => one.module)]
  const clashes = rights.separations.filter((one) => one.first !== one.second && held.has(one.first) && held.has(one.second))
  return (
    <div className="people-page role-page">
      <Link to={'/roles' as string} className="quiet role-back"><LeftOutlined aria-hidden /> {t('role.menu')}</Link>
      <header className="people-page-head">
        <h1>{isNew ? t('role.make') : own(role?.name ?? { zh: '', en: '' })}</h1>
        {!isNew && may ? <Link to={'/roles/new' as string} search={{ from: role?.key } as never}><Button icon={<CopyOutlined aria-hidden />} tabIndex={-1}>{t('role.copy')}</Button></Link> : null}
      </header>
      {may ? null : <p className="quiet">{t('role.read-only')}</p>}
      <div className="role-face">
        <label><span>{t('role.name-zh')}</span><Input value={face.zh} maxLength={80} disabled={!may} autoFocus={isNew} {...(unnamed(face.zh) ? { status: 'error' } : {})} onChange={(event) => put({ zh: event.target.value })} />{unnamed(face.zh) ? <small role="alert">{t('role.needs-name')}</small> : null}</label>
        <label><span>{t('role.name-en')}</span><Input value={face.en} maxLength={80} disabled={!may} {...(unnamed(face.en) ? { status: 'error' } : {})} onChange={(event) => put({ en: event.target.value })} />{unnamed(face.en) ? <small role="alert">{t('role.needs-name')}</small> : null}</label>
        <label><span>{t('staff.tier')}</span><Select<Tier | ''> aria-label={t('staff.tier')} value={face.tier ?? ''} disabled={!may} onChange={(tier) => put({ tier: tier || null })} options={[{ value: '', label: t('role.beside') }, ...Tier.options.map((value) => ({ value, label: t(`staff.tier.${value}`) }))]} /></label>
        <label data-wide><span>{t('role.about-zh')}</span><Input.TextArea value={face.aboutZh} maxLength={300} autoSize={{ minRows: 1, maxRows: 4 }} disabled={!may} onChange={(event) => put({ aboutZh: event.target.value })} /></label>
        <label data-wide><span>{t('role.about-en')}</span><Input.TextArea value={face.aboutEn} maxLength={300} autoSize={{ minRows: 1, maxRows: 4 }} disabled={!may} onChange={(event) => put({ aboutEn: event.target.value })} /></label>
      </div>
      <div className="people-page-tools role-tools">
        <Input allowClear style={{ width: 240 }} placeholder={t('role.find')} aria-label={t('role.find')} value={find} onChange={(event) => setFind(event.target.value)} />
        <Checkbox checked={only} onChange={(event) => setOnly(event.target.checked)}>{t('role.only-granted')}</Checkbox>
      </div>
      {groups.map(([module, permissions]) => (
        <section key={module} className="role-rights" aria-labelledby={`rights-${module}`}>
          <h2 id={`rights-${module}`}>{rightsGroup(module)}</h2>
          <ul className="people-kept-rows">{permissions.map(({ permission, scopes }) => (
            <li key={permission} data-held={held.has(permission) || undefined}>
              <span className="people-row-main">{permissionName(permission)}<small className="quiet">{permission}</small></span>
              <span className="role-scopes" role="group" aria-label={permissionName(permission)}>{scopes.map((scope) => {
                const on = held.get(permission)?.includes(scope) ?? false
                return <button key={scope} type="button" aria-pressed={on} disabled={!may} onClick={() => setHeld(toggled(held, permission, scope))}>{scopeName(scope)}</button>
              })}</span>
            </li>
          ))}</ul>
        </section>
      ))}
      {clashes.length ? <section className="role-rights"><h2>{t('separation.plural')}</h2><p className="quiet">{t('separation.holds-both')}</p><ul className="role-clashes">{clashes.map((one) => <li key={one.key}>{t(one.key)}</li>)}</ul></section> : null}
      {may ? (
        <footer className="role-foot">
          <span className="num">{given.length ? <Tag color="success">+{given.length}</Tag> : null}{taken.length ? <Tag color="error">−{taken.length}</Tag> : null}<span className="quiet">{changed ? t('role.changed-not-published') : t('role.unchanged')}</span></span>
          <Button disabled={!changed || isNew} onClick={() => { setHeld(before); setFace(faceOf(role)); setTried(false) }}>{t('role.undo')}</Button>
          <Button type="primary" loading={busy} disabled={!changed} onClick={() => void publish()}>{t('role.publish')}</Button>
        </footer>
      ) : null}
    </div>
  )
}
