import './builder.css'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Segmented } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { onSaveKey } from '../../../../kernel/web/typing.ts'
import { useLeaving } from '../../../../kernel/web/form/use-leaving.ts'
import { ApiError, call } from '../../../../kernel/client.ts'
import { Definition, definitions } from '../../../../kernel/definition-contract.ts'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { FaultDetail, faultText } from '../../../../kernel/web/problem.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { problemsOf } from '../../problems/rules.ts'
import { FormDefinition } from '../../questions/contract.ts'
import type { Form } from '../../questions/contract.ts'
import { NEW_QUESTION } from '../parts/both-words.ts'
import { LivePreview } from '../parts/LivePreview.tsx'
import { addQuestion, addSection, changeQuestion, changeSection, copyQuestion, freeKey, missingWords, newQuestion, placeOfPath, removeQuestion, removeSection } from './build-state.ts'
import type { PaletteName, Place } from './build-state.ts'
import { FormEditor, SectionEditor } from './FormEditor.tsx'
import { Outline } from './Outline.tsx'
import { Palette } from './Palette.tsx'
import { Problems } from './Problems.tsx'
import type { Problem } from './Problems.tsx'
import { QuestionEditor } from './QuestionEditor.tsx'

/** A draft of a form being built: what it holds, the part in hand, and how it looks; saved as the definition it is. */
export function Builder({ it }: { it: Definition }) {
  const t = useT()
  const phone = usePhone()
  const cache = useQueryClient()
  const [start, setStart] = useState(() => ({ form: it.body as unknown as Form, revision: it.revision }))
  const [form, setForm] = useState(start.form)
  const [place, setPlace] = useState<Place>(null)
  const [pane, setPane] = useState<'outline' | 'editor' | 'preview'>('outline')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const [theirs, setTheirs] = useState<Definition | null>(null)
  const dirty = form !== start.form
  const checked = useMemo(() => FormDefinition.safeParse(form), [form])
  const problems = useMemo((): Problem[] => checked.success
    ? problemsOf(checked.data).map(({ path, code, params }) => ({ path, text: t(`form.problem.${code}`, params) }))
    : checked.error.issues.map((issue) => ({ path: issue.path.join('.'), text: `${issue.path.slice(-2).join('.')}: ${/^[a-z-]+\.[a-z-]+$/.test(issue.message) ? t(issue.message) : issue.message}` })), [checked, t])
  const missing = useMemo(() => missingWords(form), [form])
  const wrong = useMemo(() => new Set(problems.flatMap(({ path }) => { const at = placeOfPath(path); return at === null ? [''] : [`${at.section}${at.question === null ? '' : `.${at.question}`}`] })), [problems])
  // What can be tried is shown: the last form that was whole.
  const [whole, setWhole] = useState<Form>(start.form)
  useEffect(() => { if (checked.success && !problemsOf(checked.data).length) setWhole(checked.data) }, [checked])

  useLeaving(dirty && !busy, () => true)

  const go = (to: Place) => { setPlace(to); setPane('editor') }
  const put = (change: { form: Form; place: Place }) => { setForm(change.form); setPlace(change.place) }
  const section = place ? form.sections[place.section] : undefined
  const question = place && place.question !== null ? section?.questions[place.question] : undefined
  const add = (name: PaletteName) => {
    const key = freeKey(form, 'question')
    put(addQuestion(form, place?.section ?? form.sections.length - 1, place?.question ?? null, newQuestion(name, key, NEW_QUESTION)))
    setPane('editor')
  }
  const save = async (revision = start.revision) => {
    if (busy) return
    setBusy(true)
    setFault(null)
    try {
      const sent = form
      const saved = await call(definitions.edit, { params: { id: it.id }, body: { body: JSON.parse(JSON.stringify(sent)) as never, version: revision } })
      setStart({ form: sent, revision: saved.revision })
      cache.setQueryData([definitions.get.path, { params: { id: it.id } }], saved)
      void cache.invalidateQueries({ queryKey: [definitions.list.path] })
      setTheirs(null)
      toast.done(t('form.build.saved'))
    } catch (error) {
      const current = error instanceof ApiError && error.problem.code === 'record.stale' ? Definition.safeDecode(error.problem.current as never) : undefined
      if (current?.success) setTheirs(current.data)
      else setFault(error)
    } finally { setBusy(false) }
  }
  const editor = place === null || !section ? <FormEditor form={form} set={setForm} />
    : question && place.question !== null ? (
      <QuestionEditor key={`${place.section}.${place.question}`} form={form} section={place.section} at={place.question} question={question} set={(next) => setForm(changeQuestion(form, place.section, place.question as number, next))}
        copy={() => put(copyQuestion(form, place.section, place.question as number))} drop={() => { setForm(removeQuestion(form, place.section, place.question as number)); setPlace({ section: Math.min(place.section, form.sections.length - 1), question: null }); setPane('outline') }} />
    ) : <SectionEditor key={place.section} form={form} at={place.section} section={section} set={(next) => setForm(changeSection(form, place.section, next))} drop={() => { setForm(removeSection(form, place.section)); setPlace(null); setPane('outline') }} />
  return (
    <div className="build" onKeyDown={onSaveKey(() => { void save() })}>
      <div className="build-bar">
        <Palette add={add} addSection={() => put(addSection(form, place?.section ?? form.sections.length - 1, (now) => newQuestion('text', freeKey(now, 'question'), NEW_QUESTION)))} />
        <span className="build-bar-end"><span className="quiet" aria-live="polite">{dirty ? t('form.build.unsaved') : ''}</span><Button loading={busy} disabled={!dirty || !!theirs} onClick={() => void save()}>{t('form.build.save')}</Button></span>
      </div>
      {fault ? <Alert type="error" showIcon title={faultText(fault)} description={fault instanceof ApiError ? <FaultDetail error={fault} /> : undefined} /> : null}
      {theirs ? <Alert type="warning" showIcon title={t('form.conflict')} description={<div className="build-conflict"><Button size="small" onClick={() => { const body = theirs.body as unknown as Form; setStart({ form: body, revision: theirs.revision }); setForm(body); setTheirs(null) }}>{t('form.conflict-take')}</Button><Button size="small" type="primary" onClick={() => void save(theirs.revision)}>{t('form.conflict-keep')}</Button></div>} /> : null}
      <Problems problems={problems} missing={missing} go={go} />
      {phone ? <Segmented block value={pane} onChange={(next) => setPane(next as 'outline')} options={(['outline', 'editor', 'preview'] as const).map((value) => ({ value, label: t(`form.build.pane-${value}`) }))} /> : null}
      <div className="build-panes" data-pane={phone ? pane : undefined}>
        {phone && pane !== 'outline' ? null : <nav className="build-pane build-pane-outline" aria-label={t('form.build.pane-outline')}><Outline form={form} place={place} go={go} put={put} wrong={wrong} /></nav>}
        {phone && pane !== 'editor' ? null : <section className="build-pane build-pane-editor" aria-label={t('form.build.pane-editor')}>{editor}</section>}
        {phone && pane !== 'preview' ? null : <section className="build-pane build-pane-preview" aria-label={t('form.build.pane-preview')}><LivePreview form={whole} /></section>}
      </div>
    </div>
  )
}
