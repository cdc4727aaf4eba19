import { CopyOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Collapse, Input, Select } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { Form, Question } from '../../questions/contract.ts'
import { isAsked } from '../../questions/rules.ts'
import { LOOK_AGAIN } from '../parts/both-words.ts'
import type { PaletteName } from './build-state.ts'
import { PALETTE, asKind, isCounted, paletteNameOf } from './build-state.ts'
import { ConditionEditor } from './ConditionEditor.tsx'
import { askableBefore } from './condition-state.ts'
import { KindFields } from './KindFields.tsx'
import { KindIcon } from './KindIcon.tsx'
import { Labelled, NumberField, TextField, Toggle } from './small-fields.tsx'
import { StepsEditor } from './StepsEditor.tsx'
import { WordsField } from './WordsField.tsx'

interface Props { form: Form; section: number; at: number; question: Question; set: (question: Question) => void; copy: () => void; drop: () => void }

/** Everything about one question: its words, its kind, what it takes, its logic and its score. */
export function QuestionEditor({ form, section, at, question, set, copy, drop }: Props) {
  const t = useT()
  const name = paletteNameOf(question)
  const put = (changes: Record<string, unknown>) => set(Object.fromEntries(Object.entries({ ...question, ...changes }).filter(([, value]) => value !== undefined)) as unknown as Question)
  const asked = isAsked(question) ? question : undefined
  const before = askableBefore(form, section, at)
  const isBadKey = !/^[a-z][a-z0-9-]*$/.test(question.key)
  return (
    <div className="build-editor">
      <div className="build-editor-head">
        <Select value={name} onChange={(next: PaletteName) => set(asKind(question, next))} aria-label={t('form.build.kind')} popupMatchSelectWidth={false} className="build-kind-select"
          options={PALETTE.map(({ group, names }) => ({ label: t(`form.palette.${group}`), options: names.map((one) => ({ value: one, label: <span className="build-kind-option"><KindIcon name={one} />{t(`form.kind.${one}`)}</span> })) }))} />
        <span className="build-editor-acts">
          <Button icon={<CopyOutlined />} aria-label={t('form.build.copy')} title={t('form.build.copy')} onClick={copy} />
          <Button icon={<DeleteOutlined />} danger aria-label={t('form.build.drop')} title={t('form.build.drop')} onClick={drop} />
        </span>
      </div>
      <WordsField label={t(question.kind === 'info' ? 'form.build.info-text' : 'form.build.text')} value={question.text} onChange={(text) => put({ text: text ?? { zh: '', en: '' } })} many />
      {question.kind === 'hidden' ? null : <WordsField label={t('form.build.about')} value={question.about} onChange={(about) => put({ about })} many optional />}
      <div className="build-row">
        <Labelled label={t('form.build.key')} help={t('form.build.key-help')}>{(id) => <Input id={id} value={question.key} maxLength={60} onChange={(event) => put({ key: event.target.value })} {...(isBadKey ? { status: 'error' as const } : {})} />}</Labelled>
        {asked ? <div className="build-toggles">
          <Toggle label={t('form.build.required')} value={asked.required} onChange={(required) => put({ required })} />
          <Toggle label={t('form.build.not-applicable')} value={asked.notApplicable} onChange={(notApplicable) => put({ notApplicable })} />
        </div> : null}
      </div>
      <KindFields question={question} put={put} />
      <Collapse ghost size="small" className="build-more" items={[
        ...(question.kind === 'hidden' ? [] : [{ key: 'when', label: <Mark on={question.when !== undefined}>{t('form.build.when')}</Mark>, children: <ConditionEditor label={t('form.build.when')} value={question.when} onChange={(when) => put({ when })} askable={before} /> }]),
        ...(asked ? [
          { key: 'requiredWhen', label: <Mark on={asked.requiredWhen !== undefined}>{t('form.build.required-when')}</Mark>, children: <ConditionEditor label={t('form.build.required-when')} value={asked.requiredWhen} onChange={(requiredWhen) => put({ requiredWhen })} askable={before} /> },
          { key: 'skips', label: <Mark on={!!asked.skips?.length}>{t('form.build.then')}</Mark>, children: <StepsEditor form={form} section={section} at={at} question={asked} put={put} /> },
          { key: 'checks', label: <Mark on={!!asked.checks?.length}>{t('form.build.checks')}</Mark>, children: <Checks form={form} section={section} at={at} question={asked} put={put} /> },
        ] : []),
        ...(isCounted(question.kind) ? [{ key: 'score', label: <Mark on={'weight' in question && !!question.weight}>{t('form.build.scoring')}</Mark>, children: <Scoring question={question} put={put} /> }] : []),
        ...(asked ? [{ key: 'privacy', label: <Mark on={asked.fieldClass !== undefined}>{t('form.build.privacy')}</Mark>, children: (
          <Labelled label={t('form.build.field-class')} help={t('form.build.field-class-help')}>{(id) => <Select id={id} value={asked.fieldClass ?? ''} onChange={(next) => put({ fieldClass: next || undefined })} options={['', 'personal', 'sensitive'].map((value) => ({ value, label: t(`form.class.${value || 'open'}`) }))} style={{ width: '100%' }} />}</Labelled>
        ) }] : []),
      ]} />
    </div>
  )
}
/** A dot tells that something is set below. */
function Mark({ on, children }: { on: boolean; children: string }) {
  return <span className="build-mark" data-on={on || undefined}>{children}</span>
}

type Asked = Exclude<Question, { kind: 'info' | 'hidden' | 'calculated' }>
interface PartProps { form: Form; section: number; at: number; question: Asked; put: (changes: Record<string, unknown>) => void }
function Checks({ form, section, at, question, put }: PartProps) {
  const t = useT()
  const askable = askableBefore(form, section, at, true)
  const checks = question.checks ?? []
  const setAll = (next: typeof checks) => put({ checks: next.length ? next : undefined })
  return (
    <div className="build-checks">
      {checks.map((check, n) => (
        <div key={n} className="build-check">
          <ConditionEditor label={t('form.build.must-hold')} value={check.holds} askable={askable} onChange={(holds) => setAll(holds ? checks.map((one, k) => k === n ? { ...one, holds } : one) : checks.toSpliced(n, 1))} />
          <WordsField label={t('form.build.message')} value={check.message} onChange={(message) => setAll(checks.map((one, k) => k === n ? { ...one, message: message ?? { zh: '', en: '' } } : one))} />
        </div>
      ))}
      <Button size="small" onClick={() => setAll([...checks, { holds: { field: question.key, is: 'not-empty' }, message: LOOK_AGAIN }])}>{t('form.build.add-check')}</Button>
    </div>
  )
}
function Scoring({ question, put }: { question: Question; put: (changes: Record<string, unknown>) => void }) {
  const t = useT()
  if (!('weight' in question) && question.kind !== 'number' && question.kind !== 'text') return null
  const { critical } = question
  return (
    <div className="build-scoring">
      <div className="build-row">
        <NumberField label={t('form.build.weight')} value={question.weight ?? 0} min={0} max={1_000} onChange={(weight) => put({ weight: weight ?? 0 })} />
        <Labelled label={t('form.build.critical')}>{(id) => <Select id={id} value={critical?.zeroes ?? ''} onChange={(zeroes) => put({ critical: zeroes ? { zeroes, below: critical?.below ?? 50 } : undefined })} options={['', 'section', 'form'].map((value) => ({ value, label: t(`form.critical.${value || 'none'}`) }))} style={{ width: '100%' }} />}</Labelled>
        {critical ? <NumberField label={t('form.build.critical-below')} value={critical.below} min={0} max={100} onChange={(below) => put({ critical: { ...critical, below: below ?? 50 } })} /> : null}
      </div>
      {question.kind === 'yes-no' ? <div className="build-row"><NumberField label={t('form.build.yes-score')} value={question.scores.yes} min={0} max={100} onChange={(yes) => put({ scores: { ...question.scores, yes: yes ?? 0 } })} /><NumberField label={t('form.build.no-score')} value={question.scores.no} min={0} max={100} onChange={(no) => put({ scores: { ...question.scores, no: no ?? 0 } })} /></div> : null}
      {question.kind === 'scale' ? <Toggle label={t('form.build.reversed')} value={question.reversed} onChange={(reversed) => put({ reversed })} /> : null}
      {question.kind === 'multiple' ? <Toggle label={t('form.build.exact')} value={question.exact} onChange={(exact) => put({ exact: exact || undefined })} /> : null}
      {question.kind === 'number' ? <div className="build-row"><NumberField label={t('form.build.right-from')} value={question.right?.from} onChange={(from) => put({ right: from === undefined ? undefined : { from, to: Math.max(from, question.right?.to ?? from) } })} /><NumberField label={t('form.build.right-to')} value={question.right?.to} onChange={(to) => put({ right: to === undefined ? undefined : { from: Math.min(to, question.right?.from ?? to), to } })} /></div> : null}
      {question.kind === 'text' ? <TextField label={t('form.build.right-words')} help={t('form.build.right-words-help')} value={question.right?.join('; ')} onChange={(text) => put({ right: text ? text.split(/[;；]/).map((one) => one.trim()).filter(Boolean) : undefined })} /> : null}
      {'options' in question || question.kind === 'matrix' ? <p className="quiet">{t('form.build.scores-above')}</p> : null}
    </div>
  )
}
