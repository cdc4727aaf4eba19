import '../knowledge-tools.css'
import './library.css'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { onSaveKey } from '../../../../kernel/web/typing.ts'
import { DraftHead, DraftProblems } from '../../../../kernel/web/definitions/DraftHead.tsx'
import { useDefinition, useDefinitionDraft } from '../../../../kernel/web/definitions/use-definition-draft.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import type { Definition } from '../../../../kernel/definition-contract.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { TemplateFieldBody } from '../../../messages/contract.ts'
import { KNOWN_PLACES, SCENES, SCRIPT_CHANNELS, filled, strayIn } from '../../scripts/rules.ts'
import { exampleValues } from './example-values.ts'

interface Draft { name: { zh: string; en: string }; scene: string; channels: string[]; fields: TemplateFieldBody[]; text: { zh: string; en: string }; standard: boolean; source?: string }
const TONGUES = ['zh', 'en'] as const
const draftOf = (body: object | undefined): Draft => body as Draft | undefined ?? ({ name: { zh: '', en: '' }, scene: 'greeting', channels: [], fields: [], text: { zh: '', en: '' }, standard: false })

/** The page of one script, or of a new one: a form, and beside it the words as an agent will see them. */
export function ScriptEditor() {
  const { key } = useParams({ strict: false }) as { key: string }
  const own = key === 'new' ? null : key
  const { it, error, isReady } = useDefinition('script', own)
  if (error) return <Fault error={error} />
  return isReady ? <Editor key={it?.id ?? 'new'} own={own} it={it} /> : <PageSkeleton />
}

function Editor({ own, it }: { own: string | null; it: Definition | undefined }) {
  const t = useT()
  const { company, staff } = useSession()
  const [key, setKey] = useState(own ?? '')
  const { draft, setDraft, busy, faults, standing, canSave, canPublish, run } = useDefinitionDraft<Draft>({ kind: 'script', it, key, draftOf, pathOf: (made) => `/scripts/${made}`, list: '/scripts' })
  const set = (more: Partial<Draft>) => setDraft({ ...draft, ...more })
  const stray = strayIn(draft)
  const mine = language() === 'en' ? 'en' : 'zh'
  usePageTitle(draft.name[mine] || t('script.new'))
  const known = { ...exampleValues(mine), agent: staff?.name ?? '', company: company.name }
  return (
    <div className="knowledge-edit" onKeyDown={onSaveKey(() => { if (canSave && !stray.length) void run('save') })}>
      <DraftHead title={own ? draft.name[mine] || own : t('script.new')} back={{ to: '/scripts', label: t('script.plural') }} state={standing ? t('definition.is-draft', { n: standing.version }) : null} canSave={canSave && !stray.length} canPublish={canPublish && !stray.length} busy={busy} run={run} />
      <div className="knowledge-form">
        <DraftProblems of={faults} />
        <fieldset><legend>{t('script.about')}</legend>
          {own ? null : <label>{t('template.key-help')}<Input value={key} onChange={(event) => setKey(event.target.value)} placeholder="greeting-shop" /></label>}
          <div className="knowledge-two">{TONGUES.map((tongue) => <label key={tongue}>{t(`template.name.${tongue}`)}<Input value={draft.name[tongue]} maxLength={120} onChange={(event) => set({ name: { ...draft.name, [tongue]: event.target.value } })} /></label>)}</div>
          <div className="knowledge-two">
            <label>{t('script.scene')}<Select value={draft.scene} onChange={(scene) => set({ scene })} options={SCENES.map((value) => ({ value, label: t(`script.scene.${value}`) }))} /></label>
            <label>{t('template.channels')}<Select mode="multiple" value={draft.channels} onChange={(channels) => set({ channels })} placeholder={t('script.any-channel')} options={SCRIPT_CHANNELS.map((value) => ({ value, label: t(`case.channel.${value}`) }))} /></label>
          </div>
          <Checkbox checked={draft.standard} onChange={(event) => set({ standard: event.target.checked })}>{t('script.standard-help')}</Checkbox>
        </fieldset>
        {TONGUES.map((tongue) => (
          <fieldset key={tongue}><legend>{t(`template.words.${tongue}`)}</legend>
            <Input.TextArea value={draft.text[tongue]} maxLength={2_000} rows={3} autoSize={{ minRows: 3, maxRows: 10 }} aria-label={t(`template.words.${tongue}`)} onChange={(event) => set({ text: { ...draft.text, [tongue]: event.target.value } })} />
            <div className="knowledge-insert"><small className="quiet">{t('template.insert')}</small>{[...KNOWN_PLACES.map((one) => ({ key: one as string, label: t(`script.known.${one}`) })), ...draft.fields.filter((one) => one.key).map((one) => ({ key: one.key, label: one.name[tongue] || one.key }))].map((one) => <Button key={one.key} size="small" onClick={() => set({ text: { ...draft.text, [tongue]: `${draft.text[tongue]}{{${one.key}}}` } })}>{one.label}</Button>)}</div>
          </fieldset>
        ))}
        <fieldset><legend>{t('script.blanks')}</legend>
          {draft.fields.map((field, at) => {
            const put = (more: Partial<TemplateFieldBody>) => set({ fields: draft.fields.map((one, n) => n === at ? { ...one, ...more } : one) })
            return (
              <div className="knowledge-field" key={at} role="group" aria-label={field.key}>
                <label>{t('template.field-key')}<Input value={field.key} onChange={(event) => put({ key: event.target.value })} /></label>
                {TONGUES.map((tongue) => <label key={tongue}>{t(`template.name.${tongue}`)}<Input value={field.name[tongue]} onChange={(event) => put({ name: { ...field.name, [tongue]: event.target.value } })} /></label>)}
                {TONGUES.map((tongue) => <label key={`e${tongue}`}>{t(`template.example.${tongue}`)}<Input value={field.example[tongue]} onChange={(event) => put({ example: { ...field.example, [tongue]: event.target.value } })} /></label>)}
                <Button type="text" icon={<DeleteOutlined />} aria-label={t('template.drop-field', { name: field.key })} onClick={() => set({ fields: draft.fields.filter((_, n) => n !== at) })} />
              </div>
            )
          })}
          <div><Button icon={<PlusOutlined aria-hidden />} onClick={() => set({ fields: [...draft.fields, { key: `blank${draft.fields.length + 1}`, name: { zh: '', en: '' }, type: 'text', required: true, example: { zh: '', en: '' } }] })}>{t('script.add-blank')}</Button></div>
        </fieldset>
        {stray.length ? <p className="knowledge-faults" role="alert">{t('template.stray', { names: stray.map((one) => `{{${one}}}`).join(' ') })}</p> : null}
      </div>
      <section className="script-shown knowledge-preview" aria-label={t('template.preview')} aria-live="polite"><h2>{t('template.preview')}</h2>
        {TONGUES.map((tongue) => <blockquote key={tongue} lang={tongue}>{filled(draft.text[tongue], { ...known, ...Object.fromEntries(draft.fields.map((one) => [one.key, one.example[tongue]])) }) || <span className="quiet">…</span>}</blockquote>)}
      </section>
    </div>
  )
}
