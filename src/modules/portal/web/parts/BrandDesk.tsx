import { useQueryClient } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Input, Switch } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { ApiError, call } from '../../../../kernel/client.ts'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { ask, toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { TeamPicker } from '../../../people/web/index.ts'
import { portalDesk } from '../../contract.ts'
import type { Brand } from '../../contract.ts'
import { ENTRY_KINDS, LANGUAGES } from '../../rules.ts'
import { NAMES } from '../language-names.ts'
import { BilingualField } from './BilingualField.tsx'
import { BrandPreview } from './BrandPreview.tsx'
import { ColourField } from './ColourField.tsx'
import { LogoField } from './LogoField.tsx'

const FIELDS = ['slug', 'teamId', 'name', 'sender', 'intro', 'notice', 'contact', 'accent', 'banner', 'logoId', 'kinds', 'languages', 'active'] as const
type Draft = Pick<Brand, (typeof FIELDS)[number]>
const draftOf = (brand: Brand): Draft => Object.fromEntries(FIELDS.map((key) => [key, brand[key]])) as Draft

/** One brand's design: what is changed shows in the page beside at once, and to customers when it is saved. */
export function BrandDesk({ brand }: { brand: Brand }) {
  const t = useT()
  const cache = useQueryClient()
  const [base, setBase] = useState(brand)
  const [draft, setDraft] = useState(draftOf(brand))
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const changed = FIELDS.filter((key) => JSON.stringify(draft[key]) !== JSON.stringify(base[key]))
  const set = <K extends keyof Draft>(key: K, value: Draft[K]) => { setDraft((before) => ({ ...before, [key]: value })); setFaults(({ [key]: _, ...left }) => left) }
  useBlocker({ shouldBlockFn: async () => changed.length > 0 && !await ask({ title: t('portal-brand.unsaved'), yes: t('portal-brand.undo'), danger: true }), enableBeforeUnload: changed.length > 0 })

  const take = (next: Brand) => {
    setBase(next)
    setDraft(draftOf(next))
    setFaults({})
    void cache.invalidateQueries({ queryKey: [portalDesk.brands.path] })
  }
  const save = async () => {
    setBusy(true)
    try {
      take(await call(portalDesk.change, { params: { id: brand.id }, body: { version: base.version, ...Object.fromEntries(changed.map((key) => [key, draft[key]])) } }))
      toast.done(t('portal-brand.changed'))
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) {
        take(await call(portalDesk.brand, { params: { id: brand.id } }))
        toast.fault(new Error(t('portal-brand.stale')))
      } else if (error instanceof ApiError && error.problem.errors?.length) setFaults(Object.fromEntries(error.problem.errors.map(({ path, message }) => [path.split('.')[0] ?? '', message])))
      else toast.fault(error)
    } finally { setBusy(false) }
  }
  const field = (key: keyof Draft, label: string, input: ReactNode, about?: string) => (
    <div className="portal-field"><label className="portal-label" htmlFor={`portal-in-${key}`}>{label}</label>{input}{about ? <p className="quiet">{about}</p> : null}{faults[key] ? <p className="portal-fault" role="alert">{faults[key]}</p> : null}</div>
  )
  const words = (key: 'name' | 'sender' | 'intro' | 'notice' | 'contact', most: number, rows?: number, about?: string) =>
    field(key, t(`portal-brand.${key}`), <BilingualField label={t(`portal-brand.${key}`)} value={draft[key]} onChange={(value) => set(key, value)} languages={draft.languages} most={most} {...(rows ? { rows } : {})} />, about)
  return (
    <div className="portal-desk">
      <div className="portal-form">
        {Object.keys(faults).some((key) => !FIELDS.includes(key as keyof Draft)) ? <Alert type="error" title={Object.values(faults).join(' ')} /> : null}
        <Block title="portal-brand.looks">
          {field('logoId', t('portal-brand.logo'), <LogoField value={draft.logoId} onChange={(id) => set('logoId', id)} />, t('portal-brand.logo.about'))}
          <div className="portal-pair">
            {field('accent', t('portal-brand.accent'), <ColourField label={t('portal-brand.accent')} value={draft.accent} onChange={(value) => set('accent', value)} judged />)}
            {field('banner', t('portal-brand.banner'), <ColourField label={t('portal-brand.banner')} value={draft.banner} onChange={(value) => set('banner', value)} />)}
          </div>
        </Block>
        <Block title="portal-brand.rules">
          {field('active', t('portal-brand.active'), <Switch id="portal-in-active" checked={draft.active} onChange={(on) => set('active', on)} />, t('portal-brand.active.about'))}
          {field('kinds', t('portal-brand.kinds'), <Checkbox.Group value={draft.kinds} onChange={(kinds) => set('kinds', ENTRY_KINDS.filter((kind) => kinds.includes(kind)))} options={ENTRY_KINDS.map((kind) => ({ value: kind, label: t(`portal.kind.${kind}`) }))} />)}
          {field('languages', t('portal-brand.languages'), <Checkbox.Group value={draft.languages} onChange={(languages) => set('languages', LANGUAGES.filter((one) => languages.includes(one)))} options={LANGUAGES.map((one) => ({ value: one, label: NAMES[one] }))} />)}
          {field('teamId', t('portal-brand.team'), <TeamPicker id="portal-in-teamId" value={draft.teamId} onChange={(id) => set('teamId', id ?? null)} placeholder={t('portal-brand.team.none')} />)}
          {base.line ? field('slug', t('portal-brand.slug'), <Input id="portal-in-slug" value={draft.slug} prefix="/portal/" maxLength={40} onChange={(event) => set('slug', event.target.value)} />) : null}
        </Block>
        <Block title="portal-brand.texts">
          {words('name', 60)}
          {words('sender', 60)}
          {words('intro', 500, 2)}
          {words('contact', 300)}
          {words('notice', 5_000, 6, t('portal-brand.notice.about'))}
        </Block>
        <footer className="portal-save" data-open={changed.length > 0 || undefined}>
          <Button type="primary" disabled={!changed.length || !draft.kinds.length || !draft.languages.length} loading={busy} onClick={() => void save()}>{t('portal-brand.save')}</Button>
          <Button disabled={!changed.length || busy} onClick={() => take(base)}>{t('portal-brand.undo')}</Button>
          {changed.length ? <span className="quiet">{t('portal-brand.unsaved')}</span> : null}
        </footer>
      </div>
      <BrandPreview brand={{ ...base, ...draft }} />
    </div>
  )
}
