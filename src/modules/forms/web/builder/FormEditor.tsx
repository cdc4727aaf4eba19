import { DeleteOutlined } from '@ant-design/icons'
import { Button, Collapse, Input, Select } from 'antd'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import type { Form, Section } from '../../questions/contract.ts'
import { ONE_ITEM } from '../parts/both-words.ts'
import { ConditionEditor } from './ConditionEditor.tsx'
import { askableBefore } from './condition-state.ts'
import { Labelled, NumberField, Toggle } from './small-fields.tsx'
import { WordsField } from './WordsField.tsx'

const tidy = <T extends object>(value: { [K in keyof T]: T[K] | undefined }): T => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
/** The kinds of records a form may be filled about here; others stay as they are written. */
const ABOUT = ['case', 'customer', 'staff', 'team'] as const

/** What is said of the form as a whole. */
export function FormEditor({ form, set }: { form: Form; set: (form: Form) => void }) {
  const t = useT()
  const put = (changes: { [K in keyof Form]?: Form[K] | undefined }) => set(tidy<Form>({ ...form, ...changes }))
  const kinds = [...new Set([...ABOUT, ...form.for ?? []])]
  return (
    <div className="build-editor">
      <WordsField label={t('form.build.name')} value={form.name} onChange={(name) => put({ name: name ?? form.name })} most={120} />
      <WordsField label={t('form.build.form-about')} value={form.about} onChange={(about) => put({ about })} many optional />
      <WordsField label={t('form.build.thanks')} value={form.thanks} onChange={(thanks) => put({ thanks })} many optional />
      <Labelled label={t('form.build.for')} help={t('form.build.for-help')}>{(id) => <Select id={id} mode="multiple" value={form.for ?? []} onChange={(next) => put({ for: next.length ? next : undefined })} placeholder={t('form.build.for-itself')} options={kinds.map((value) => ({ value, label: hasWord(`form.for.${value}`) ? t(`form.for.${value}`) : value }))} style={{ width: '100%' }} />}</Labelled>
      <div className="build-row">
        <NumberField label={t('form.build.pass')} value={form.pass} min={0} max={100} onChange={(pass) => put({ pass })} />
        <NumberField label={t('form.build.minutes')} value={form.minutes} min={1} max={1_440} whole onChange={(minutes) => put({ minutes })} />
      </div>
      <div className="build-toggles">
        <Toggle label={t('form.build.blank-is-zero')} value={form.blankIsZero} onChange={(blankIsZero) => put({ blankIsZero: blankIsZero || undefined })} />
        <Toggle label={t('form.build.anonymous')} help={t('form.build.anonymous-help')} value={form.anonymous} onChange={(anonymous) => put({ anonymous: anonymous || undefined })} />
      </div>
    </div>
  )
}

/** What is said of one section. */
export function SectionEditor({ form, at, section, set, drop }: { form: Form; at: number; section: Section; set: (section: Section) => void; drop: () => void }) {
  const t = useT()
  const put = (changes: { [K in keyof Section]?: Section[K] | undefined }) => set(tidy<Section>({ ...section, ...changes }))
  const { repeat } = section
  return (
    <div className="build-editor">
      <div className="build-editor-head"><strong>{t('form.build.section')}</strong><span className="build-editor-acts"><Button danger icon={<DeleteOutlined aria-hidden />} disabled={form.sections.length < 2} onClick={drop}>{t('form.build.drop-section')}</Button></span></div>
      <WordsField label={t('form.build.title')} value={section.title} onChange={(title) => put({ title })} optional />
      <WordsField label={t('form.build.about')} value={section.about} onChange={(about) => put({ about })} many optional />
      <div className="build-row">
        <Labelled label={t('form.build.key')} help={t('form.build.key-help')}>{(id) => <Input id={id} value={section.key} maxLength={60} onChange={(event) => put({ key: event.target.value })} />}</Labelled>
        <NumberField label={t('form.build.section-weight')} value={section.weight} min={0} max={1_000} onChange={(weight) => put({ weight })} />
      </div>
      <div className="build-toggles">
        <Toggle label={t('form.build.new-page')} value={section.newPage} onChange={(newPage) => put({ newPage: newPage || undefined })} />
        <Toggle label={t('form.build.shuffle-questions')} value={section.shuffle} onChange={(shuffle) => put({ shuffle: shuffle || undefined })} />
        <Toggle label={t('form.build.repeat')} help={t('form.build.repeat-help')} value={!!repeat} onChange={(on) => put({ repeat: on ? { least: 1, most: 10, item: ONE_ITEM } : undefined })} />
      </div>
      {repeat ? (
        <>
          <WordsField label={t('form.build.item')} value={repeat.item} onChange={(item) => put({ repeat: { ...repeat, item: item ?? { zh: '', en: '' } } })} most={60} />
          <div className="build-row"><NumberField label={t('form.build.least-entries')} value={repeat.least} min={0} max={50} whole onChange={(least) => put({ repeat: { ...repeat, least: least ?? 0 } })} /><NumberField label={t('form.build.most-entries')} value={repeat.most} min={1} max={50} whole onChange={(most) => put({ repeat: { ...repeat, most: most ?? 1 } })} /></div>
        </>
      ) : null}
      <Collapse ghost size="small" className="build-more" items={[{ key: 'when', label: <span className="build-mark" data-on={section.when !== undefined || undefined}>{t('form.build.when-section')}</span>, children: <ConditionEditor label={t('form.build.when-section')} value={section.when} onChange={(when) => put({ when })} askable={askableBefore(form, at, null)} /> }]} />
    </div>
  )
}
