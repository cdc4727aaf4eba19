import '../knowledge-tools.css'
import '../scripts/library.css'
import './diagnosis.css'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { onSaveKey } from '../../../../kernel/web/typing.ts'
import { DraftHead, DraftProblems } from '../../../../kernel/web/definitions/DraftHead.tsx'
import { useDefinition, useDefinitionDraft } from '../../../../kernel/web/definitions/use-definition-draft.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import type { Definition } from '../../../../kernel/definition-contract.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { NO, YES, faultsOfTree, standingAfter } from '../../diagnosis/rules.ts'
import type { Ask, Cause, Step } from '../../diagnosis/rules.ts'
import { Figure } from './Figure.tsx'
import { MeasureFields, nextBound, openEnded } from './MeasureFields.tsx'

interface Draft { name: { zh: string; en: string }; about?: { zh: string; en: string }; first: string; asks: Ask[]; causes: Cause[] }
const TONGUES = ['zh', 'en'] as const
const inMine = (of: { zh: string; en: string }) => (language() === 'en' ? of.en : of.zh) || of.zh || of.en
const empty = () => ({ zh: '', en: '' })
const draftOf = (body: object | undefined): Draft => body as Draft | undefined ?? ({ name: empty(), first: 'q1', asks: [{ key: 'q1', words: empty(), answers: [{ key: 'yes', words: YES, cause: 'c1' }, { key: 'no', words: NO, cause: 'c2' }] }], causes: [{ key: 'c1', name: empty(), measure: empty() }, { key: 'c2', name: empty(), measure: empty() }] })
/** The next free key of a sort. */
const free = (letter: string, taken: readonly { key: string }[]): string => { let n = taken.length + 1; while (taken.some(({ key }) => key === `${letter}${n}`)) n++; return `${letter}${n}` }

/** The page of one tree, or of a new one: questions and causes as cards, faults said in words, and a trial walk beside. */
export function DiagnosisEditor() {
  const { key } = useParams({ strict: false }) as { key: string }
  const own = key === 'new' ? null : key
  const { it, error, isReady } = useDefinition('diagnosis', own)
  if (error) return <Fault error={error} />
  return isReady ? <Editor key={it?.id ?? 'new'} own={own} it={it} /> : <PageSkeleton />
}

function Editor({ own, it }: { own: string | null; it: Definition | undefined }) {
  const t = useT()
  const [key, setKey] = useState(own ?? '')
  const { draft, setDraft, busy, faults, standing, canSave, canPublish, run } = useDefinitionDraft<Draft>({ kind: 'diagnosis', it, key, draftOf, pathOf: (made) => `/diagnosis/${made}`, list: '/diagnosis' })
  const set = (more: Partial<Draft>) => setDraft({ ...draft, ...more })
  const wrong = faultsOfTree(draft)
  const nameOf = (place: string) => { const [ask, answer] = place.split('.'); const of = draft.asks.find((one) => one.key === ask); const cause = draft.causes.find((one) => one.key === ask); return [of ? inMine(of.words) : cause ? inMine(cause.name) : ask, answer && of ? inMine(of.answers.find((one) => one.key === answer)?.words ?? empty()) : ''].filter(Boolean).join(' › ') || place }
  const leads = [{ label: t('diagnosis.asks'), options: draft.asks.map((one) => ({ value: `ask:${one.key}`, label: inMine(one.words) || one.key })) }, { label: t('diagnosis.causes-list'), options: draft.causes.map((one) => ({ value: `cause:${one.key}`, label: inMine(one.name) || one.key })) }]
  usePageTitle(inMine(draft.name) || t('diagnosis.new'))
  return (
    <div className="knowledge-edit" onKeyDown={onSaveKey(() => { if (canSave && !wrong.length) void run('save') })}>
      <DraftHead title={own ? inMine(draft.name) || own : t('diagnosis.new')} back={{ to: '/diagnosis', label: t('diagnosis.plural') }} state={standing ? t('definition.is-draft', { n: standing.version }) : null} canSave={canSave && !wrong.length} canPublish={canPublish && !wrong.length} busy={busy} run={run} />
      <div className="knowledge-form">
        <DraftProblems of={faults} />
        <fieldset><legend>{t('script.about')}</legend>
          {own ? null : <label>{t('template.key-help')}<Input value={key} onChange={(event) => setKey(event.target.value)} placeholder="no-cooling" /></label>}
          <div className="knowledge-two">{TONGUES.map((tongue) => <label key={tongue}>{t(`template.name.${tongue}`)}<Input value={draft.name[tongue]} maxLength={120} onChange={(event) => set({ name: { ...draft.name, [tongue]: event.target.value } })} /></label>)}</div>
          <label>{t('diagnosis.first')}<Select value={draft.first} onChange={(first) => set({ first })} options={draft.asks.map((one) => ({ value: one.key, label: inMine(one.words) || one.key }))} /></label>
        </fieldset>
        <fieldset><legend>{t('diagnosis.asks')}</legend>
          {draft.asks.map((ask, at) => {
            const put = (more: Partial<Ask>) => set({ asks: draft.asks.map((one, n) => n === at ? { ...one, ...more } : one) })
            return (
              <section className="diagnosis-ask-card" key={ask.key} aria-label={inMine(ask.words) || ask.key}>
                <header><b>{t('diagnosis.ask-n', { n: at + 1 })}</b>{draft.asks.length > 1 ? <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('diagnosis.drop-ask', { n: at + 1 })} onClick={() => set({ asks: draft.asks.filter((_, n) => n !== at), first: draft.first === ask.key ? draft.asks.find((one) => one.key !== ask.key)?.key ?? '' : draft.first })} /> : null}</header>
                <div className="knowledge-two">{TONGUES.map((tongue) => <label key={tongue}>{t(`diagnosis.words.${tongue}`)}<Input value={ask.words[tongue]} maxLength={300} onChange={(event) => put({ words: { ...ask.words, [tongue]: event.target.value } })} /></label>)}</div>
                <MeasureFields of={ask} change={put} />
                {ask.answers.map((answer, n) => {
                  const change = (more: Partial<Ask['answers'][number]>) => put({ answers: ask.answers.map((one, k) => k === n ? { ...one, ...more } : one) })
                  return (
                    <div className="diagnosis-answer" data-figure={ask.measure ? true : undefined} key={answer.key}>
                      {ask.measure ? <label>{n < ask.answers.length - 1 ? t('diagnosis.below') : t('diagnosis.rest')}<InputNumber value={answer.below ?? null} disabled={n === ask.answers.length - 1} style={{ width: '100%' }} onChange={(below: number | null) => change({ below: below ?? undefined })} /></label> : null}
                      {TONGUES.map((tongue) => <label key={tongue}>{t(`diagnosis.answer.${tongue}`)}<Input value={answer.words[tongue]} maxLength={300} onChange={(event) => change({ words: { ...answer.words, [tongue]: event.target.value } })} /></label>)}
                      <label>{t('diagnosis.leads-to')}<Select value={answer.ask ? `ask:${answer.ask}` : answer.cause ? `cause:${answer.cause}` : null} options={leads} onChange={(to: string) => { const [sort, name] = to.split(':'); const { key: kept, words, below } = answer; put({ answers: ask.answers.map((one, k) => k === n ? { key: kept, words, ...(below === undefined ? {} : { below }), ...(sort === 'ask' ? { ask: name } : { cause: name }) } : one) }) }} /></label>
                      {ask.answers.length > 2 ? <Button type="text" icon={<DeleteOutlined />} aria-label={t('diagnosis.drop-answer', { answer: inMine(answer.words) })} onClick={() => put({ answers: openEnded(ask.answers.filter((_, k) => k !== n)) })} /> : <span />}
                    </div>
                  )
                })}
                <div><Button size="small" icon={<PlusOutlined aria-hidden />} disabled={ask.answers.length >= 8} onClick={() => put({ answers: [...(ask.measure ? ask.answers.map((one, k) => k === ask.answers.length - 1 ? { ...one, below: nextBound(ask) } : one) : ask.answers), { key: free('a', ask.answers), words: empty(), cause: draft.causes[0]?.key }] })}>{t('diagnosis.add-answer')}</Button></div>
              </section>
            )
          })}
          <div><Button icon={<PlusOutlined aria-hidden />} onClick={() => set({ asks: [...draft.asks, { key: free('q', draft.asks), words: empty(), answers: [{ key: 'yes', words: YES, cause: draft.causes[0]?.key }, { key: 'no', words: NO, cause: draft.causes[0]?.key }] }] })}>{t('diagnosis.add-ask')}</Button></div>
        </fieldset>
        <fieldset><legend>{t('diagnosis.causes-list')}</legend>
          {draft.causes.map((cause, at) => {
            const put = (more: Partial<Cause>) => set({ causes: draft.causes.map((one, n) => n === at ? { ...one, ...more } : one) })
            return (
              <section className="diagnosis-ask-card" key={cause.key} aria-label={inMine(cause.name) || cause.key}>
                <header><b>{t('diagnosis.cause-n', { n: at + 1 })}</b>{draft.causes.length > 1 ? <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('diagnosis.drop-cause', { n: at + 1 })} onClick={() => set({ causes: draft.causes.filter((_, n) => n !== at) })} /> : null}</header>
                <div className="knowledge-two">{TONGUES.map((tongue) => <label key={tongue}>{t(`diagnosis.cause.${tongue}`)}<Input value={cause.name[tongue]} maxLength={120} onChange={(event) => put({ name: { ...cause.name, [tongue]: event.target.value } })} /></label>)}</div>
                <div className="knowledge-two">{TONGUES.map((tongue) => <label key={tongue}>{t(`diagnosis.measure.${tongue}`)}<Input.TextArea value={cause.measure[tongue]} maxLength={1_000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => put({ measure: { ...cause.measure, [tongue]: event.target.value } })} /></label>)}</div>
              </section>
            )
          })}
          <div><Button icon={<PlusOutlined aria-hidden />} onClick={() => set({ causes: [...draft.causes, { key: free('c', draft.causes), name: empty(), measure: empty() }] })}>{t('diagnosis.add-cause')}</Button></div>
        </fieldset>
      </div>
      <section className="knowledge-preview diagnosis-trial" aria-label={t('diagnosis.try')}><h2>{t('diagnosis.try')}</h2>
        {wrong.length ? <ul className="knowledge-faults" role="alert">{wrong.map((one) => <li key={one.code + one.at}>{t(`diagnosis.fault.${one.code}`, { at: nameOf(one.at) })}</li>)}</ul> : <Trial of={draft} />}
      </section>
    </div>
  )
}

function Trial({ of }: { of: Draft }) {
  const t = useT()
  const [path, setPath] = useState<readonly Step[]>([])
  const standing = standingAfter(of, path) ?? standingAfter(of, [])
  if (!standing) return null
  return (
    <div className="diagnosis">
      {standing.ask ? <div className="diagnosis-ask"><p>{inMine(standing.ask.words) || '…'}</p>{standing.ask.measure ? <Figure key={standing.ask.key} of={standing.ask.measure} may busy={false} say={(value) => setPath([...path, { ask: standing.ask?.key ?? '', value }])} /> : <div>{standing.ask.answers.map((answer) => <Button key={answer.key} size="small" onClick={() => setPath([...path, { ask: standing.ask?.key ?? '', answer: answer.key }])}>{inMine(answer.words) || answer.key}</Button>)}</div>}</div> : null}
      {standing.cause ? <div className="diagnosis-cause"><strong>{inMine(standing.cause.name) || standing.cause.key}</strong><p>{inMine(standing.cause.measure)}</p></div> : null}
      {path.length ? <Button size="small" onClick={() => setPath([])}>{t('diagnosis.again')}</Button> : null}
    </div>
  )
}
