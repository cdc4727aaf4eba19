import './forms.css'
import './fill.css'
import { CheckCircleFilled, ClockCircleOutlined, EyeInvisibleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ApiError, call, query } from '../../../kernel/client.ts'
import { Fault, NotFound } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { faultText } from '../../../kernel/web/problem.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { anonymousForms, forms } from '../contract.ts'
import type { About } from '../contract.ts'
import type { Answers, Form } from '../questions/contract.ts'
import { checkAnswers, shownAnswers } from '../rules.ts'
import { FormFields, pagesOf } from './parts/FormFields.tsx'
import { faultsByPath, firstPageWith } from './parts/faults.ts'
import { said } from './parts/said.ts'
import { useFormDraft } from './parts/use-form-draft.ts'

/** A form to be filled about a record: `/fill/ID?about=case:ID`. What has been answered is kept as one goes. */
export function FillPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { about: asked } = useSearch({ strict: false }) as Record<string, string | undefined>
  const found = useQuery({ ...query(forms.get, { params: { id } }), staleTime: Infinity })
  const about = readAbout(asked) ?? { kind: 'form', id }
  usePageTitle(found.data ? said(found.data.name) : undefined)
  if (found.error instanceof ApiError && found.error.status === 404) return <NotFound />
  if (found.isError) return <Fault error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <PageSkeleton />
  return found.data.anonymous ? <Anonymous key={id} id={id} form={found.data.questions} about={about} /> : <Kept key={`${id}${about.id}`} id={id} form={found.data.questions} about={about} />
}
const readAbout = (text: string | undefined): About | undefined => {
  const [kind, id] = text?.split(':') ?? []
  return kind && id && /^[0-9a-f-]{36}$/.test(id) ? { kind, id } : undefined
}

/** With a draft on the server: begun here, gone on with on a phone. */
function Kept({ id, form: asked, about }: { id: string; form: Form; about: About }) {
  const t = useT()
  const draft = useFormDraft(id, about)
  // What was begun in an older version goes on in it.
  const older = useQuery({ ...query(forms.get, { params: { id: draft.draft?.form.id ?? id } }), staleTime: Infinity })
  if (draft.error) return <Fault error={draft.error} />
  if (!draft.draft || !older.data) return <PageSkeleton />
  const { draft: kept, answers, saved } = draft
  const form = kept.form.id === id ? asked : older.data.questions
  const status = saved === 'failed' ? t('form.draft-failed') : saved === 'saving' ? t('form.draft-saving') : saved === 'saved' ? t('form.draft-saved') : null
  return (
    <Filling form={form} title={kept.title} about={about} answers={answers} change={draft.change} page={draft.page} turn={draft.turn} seed={kept.seed} dueAt={kept.dueAt} status={status} place={`form.${kept.id}`}
      send={async (sent) => { await draft.settle(); const came = await call(forms.submit, { body: { formId: kept.form.id, about, answers: sent, draftId: kept.id } }); draft.done(); return came }} />
  )
}
/** Without: nothing of it is kept but what is sent. */
function Anonymous({ id, form, about }: { id: string; form: Form; about: About }) {
  const t = useT()
  const [answers, setAnswers] = useState<Answers>({})
  const [page, setPage] = useState(0)
  const [seed] = useState(() => Math.floor(Math.random() * 2 ** 32))
  return (
    <Filling form={form} title="" about={about} answers={answers} change={setAnswers} page={page} turn={setPage} seed={seed} dueAt={null} status={<><EyeInvisibleOutlined aria-hidden /> {t('form.anonymous-note')}</>} place={`form.${id}`}
      send={(sent) => call(anonymousForms.submitAnonymously, { body: { formId: id, about, answers: sent } })} />
  )
}

interface FillingProps {
  form: Form; title: string; about: About; answers: Answers; change: (answers: Answers) => void; page: number; turn: (page: number) => void; seed: number; dueAt: Date | null; status: React.ReactNode; place: string
  send: (answers: Answers) => Promise<{ id: string; score: number | null; passed: boolean | null }>
}
function Filling({ form, title, about, answers, change, page: asked, turn, seed, dueAt, status, place, send }: FillingProps) {
  const t = useT()
  const navigate = useNavigate()
  const top = useRef<HTMLDivElement>(null)
  const pages = pagesOf(form)
  const page = Math.min(asked, pages.length - 1)
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const [general, setGeneral] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [came, setCame] = useState<Awaited<ReturnType<FillingProps['send']>> | null>(null)
  const left = useTimeLeft(dueAt)

  const point = (found: ReadonlyMap<string, string>) => {
    setFaults(found)
    const at = firstPageWith(pages, found)
    if (at !== undefined && at !== page) turn(at)
    requestAnimationFrame(() => {
      const first = top.current?.querySelector<HTMLElement>('[data-wrong]')
      first?.scrollIntoView({ block: 'center' })
      first?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true })
    })
  }
  const go = (to: number) => {
    if (to > page) {
      const here = new Map([...faultsByPath(checkAnswers(form, answers))].filter(([path]) => firstPageWith(pages, new Map([[path, '']])) === page))
      if (here.size) return point(here)
    }
    setFaults(new Map())
    turn(to)
    top.current?.scrollIntoView({ block: 'start' })
  }
  const submit = async () => {
    if (busy) return
    const wrong = faultsByPath(checkAnswers(form, answers))
    setGeneral(null)
    if (wrong.size) return point(wrong)
    setBusy(true)
    try { setCame(await send(shownAnswers(form, answers))) } catch (error) {
      const told = error instanceof ApiError ? error.problem.errors?.filter(({ path }) => path.startsWith('answers.')) ?? [] : []
      if (told.length) point(new Map(told.map(({ path, message }) => [path, message])))
      else setGeneral(faultText(error))
    } finally { setBusy(false) }
  }
  if (came) {
    return (
      <div className="form-paper form-thanks" role="status">
        <CheckCircleFilled className="form-thanks-mark" aria-hidden />
        <h1>{form.thanks ? said(form.thanks) : t('form.sent')}</h1>
        {came.score === null ? null : <p className="form-thanks-score num"><strong>{Math.round(came.score * 10) / 10}</strong> {came.passed === null ? t('form.points') : t(came.passed ? 'form.passed' : 'form.not-passed', { pass: form.pass })}</p>}
        <div className="form-fill-acts">
          {form.anonymous ? null : <Button onClick={() => void navigate({ to: `/submissions/${came.id}` as string })}>{t('form.see-submission')}</Button>}
          {about.kind === 'case' ? <Button type="primary" onClick={() => void navigate({ to: `/cases/${about.id}` as string })}>{t('form.back-to-record')}</Button> : <Button type="primary" onClick={() => void navigate({ to: '/forms' as string })}>{t('form.back-to-forms')}</Button>}
        </div>
      </div>
    )
  }
  const isLast = page === pages.length - 1
  return (
    <div className="form-paper" ref={top}>
      <header className="form-fill-head">
        <h1>{said(form.name)}</h1>
        {title && about.kind !== 'form' ? <p className="form-fill-about">{about.kind === 'case' ? <Link to={`/cases/${about.id}` as string}>{title}</Link> : title}</p> : null}
        {form.about ? <p className="quiet form-fill-text">{said(form.about)}</p> : null}
        <div className="form-fill-facts">
          {left === null ? null : <span className="form-fill-clock num" data-late={left <= 60_000 || undefined} role="timer"><ClockCircleOutlined aria-hidden /> {left <= 0 ? t('form.time-over') : t('form.time-left', { time: clockText(left) })}</span>}
          {status ? <span className="quiet" aria-live="polite">{status}</span> : null}
        </div>
        {pages.length > 1 ? <div className="form-fill-pages"><Progress percent={Math.round((page + 1) / pages.length * 100)} showInfo={false} size="small" aria-hidden /><span className="num quiet">{t('form.page-of', { n: page + 1, of: pages.length })}</span></div> : null}
      </header>
      {faults.size ? <Alert type="error" showIcon title={t('form.faults', { n: faults.size })} role="alert" /> : null}
      {general ? <Alert type="error" showIcon title={general} role="alert" /> : null}
      <FormFields form={form} answers={answers} seed={seed} place={place} faults={faults} {...(pages.length > 1 ? { page } : {})}
        onChange={(next) => { change(next); if (faults.size) setFaults(stillWrong(faults, form, next)) }} />
      <footer className="form-fill-foot">
        {page > 0 ? <Button size="large" onClick={() => go(page - 1)}>{t('form.previous')}</Button> : null}
        {isLast ? <Button size="large" type="primary" loading={busy} onClick={() => void submit()}>{t('form.send')}</Button> : <Button size="large" type="primary" onClick={() => go(page + 1)}>{t('form.next')}</Button>}
      </footer>
    </div>
  )
}
/** A fault goes as soon as its answer is good; new ones wait for the next try. */
const stillWrong = (faults: ReadonlyMap<string, string>, form: Form, answers: Answers) => {
  const now = faultsByPath(checkAnswers(form, answers))
  return new Map([...faults].flatMap(([path]) => { const text = now.get(path); return text === undefined ? [] : [[path, text] as const] }))
}
const clockText = (ms: number) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1_000) % 60).padStart(2, '0')}`
function useTimeLeft(dueAt: Date | null): number | null {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!dueAt) return
    const ticking = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(ticking)
  }, [dueAt])
  return dueAt ? Math.max(0, dueAt.getTime() - now) : null
}
