import { Button, Select } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import { END } from '../../questions/contract.ts'
import type { Form, Question } from '../../questions/contract.ts'
import { said } from '../parts/said.ts'
import { ConditionEditor } from './ConditionEditor.tsx'
import { askableBefore } from './condition-state.ts'

type Asked = Exclude<Question, { kind: 'info' | 'hidden' | 'calculated' }>
interface Props { form: Form; section: number; at: number; question: Asked; put: (changes: Record<string, unknown>) => void }

/** Where it goes on after this answer: only forward, so that nobody goes in circles. */
export function StepsEditor({ form, section, at, question, put }: Props) {
  const t = useT()
  const askable = askableBefore(form, section, at, true)
  const steps = question.skips ?? []
  const targets = [
    ...form.sections.flatMap((one, n) => [
      ...(n > section ? [{ value: one.key, label: `${t('form.build.section')}: ${one.title ? said(one.title) : one.key}` }] : []),
      ...(n < section || one.repeat ? [] : one.questions.slice(n === section ? at + 1 : 0).map((other) => ({ value: other.key, label: said(other.text) || other.key }))),
    ]),
    { value: END, label: t('form.build.end') },
  ]
  const setAll = (next: typeof steps) => put({ skips: next.length ? next : undefined })
  return (
    <div className="build-checks">
      {steps.map((step, n) => (
        <div key={n} className="build-check">
          <ConditionEditor label={t('form.build.then')} value={step.when} askable={askable} onChange={(when) => setAll(when ? steps.map((one, k) => k === n ? { ...one, when } : one) : steps.toSpliced(n, 1))} />
          <label className="build-target"><span>{t('form.build.go-on-at')}</span><Select value={step.go} onChange={(go: string) => setAll(steps.map((one, k) => k === n ? { ...one, go } : one))} aria-label={t('form.build.go-on-at')} options={targets} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} /></label>
        </div>
      ))}
      <Button size="small" onClick={() => setAll([...steps, { when: { field: question.key, is: 'not-empty' }, go: END }])}>{t('form.build.add-step')}</Button>
    </div>
  )
}
