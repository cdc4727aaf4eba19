import './submission.css'
import { EditOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Tag } from 'antd'
import { useState } from 'react'
import { ApiError, call, query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { Moment } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { toast } from '../../../kernel/web/toast.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { forms } from '../contract.ts'
import type { WholeSubmission } from '../contract.ts'
import { checkAnswers, shownAnswers } from '../rules.ts'
import { AnswersShown } from './parts/AnswersShown.tsx'
import { faultsByPath } from './parts/faults.ts'
import { FormFields } from './parts/FormFields.tsx'
import { said } from './parts/said.ts'

/** One submission: what was answered, what it came to, and what stood there before. */
export function SubmissionPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const [changing, setChanging] = useState(false)
  return (
    <RecordPage
      endpoint={forms.submission} params={{ id }} entity="submission" back={{ to: '/submissions', label: 'submission.plural' }}
      title={(it) => said(it.form.name)}
      tags={(it) => it.passed === null ? null : <Tag color={it.passed ? 'success' : 'error'}>{t(it.passed ? 'submission.passed.true' : 'submission.passed.false')}</Tag>}
      facts={(it) => <><span>{it.by.name ?? t(`submission.by.${it.by.kind}`)}</span><Moment at={it.at} form="full" />{it.subject ? <span>{it.subject.path ? <Link to={it.subject.path as string}>{it.subject.title}</Link> : it.subject.title}</span> : null}</>}
      actions={() => changing ? [] : [
        { key: 'change', label: 'submission.change', may: 'change', icon: <EditOutlined aria-hidden />, run: () => setChanging(true) },
        { key: 'print', label: 'form.print', icon: <PrinterOutlined aria-hidden />, run: () => location.assign(`/submissions/print/${id}`) },
      ]}
      tabs={(it) => [
        { key: 'answers', label: 'submission.answers', content: changing && it.may.includes('change') ? <Change key={it.version} it={it} close={() => setChanging(false)} /> : it.masked.includes('answers') ? <Blank title={t('submission.too-few-title')} text={t('submission.too-few-text')} /> : <div className="form-submission"><AnswersShown form={it.questions} answers={it.answers} files={it.files} names={it.names} masked={it.masked} /></div> },
        ...(it.version > 1 ? [{ key: 'past', label: 'submission.past', content: <Past it={it} /> }] : []),
        { key: 'history', label: 'history.title', content: <HistoryTab endpoint={forms.events} params={{ id }} /> },
      ]}
      side={(it) => <Side it={it} />}
    />
  )
}

function Side({ it }: { it: WholeSubmission }) {
  const t = useT()
  const titleOf = (key: string) => { const section = it.questions.sections.find((one) => one.key === key); return section?.title ? said(section.title) : key }
  const scored = it.sections.filter(({ score }) => score !== null)
  const seconds = it.begunAt ? Math.round((it.at.getTime() - it.begunAt.getTime()) / 1_000) : null
  return (
    <>
      {it.score === null ? null : (
        <Block title="submission.score">
          <p className="form-side-score num"><strong>{Math.round(it.score * 10) / 10}</strong>{it.questions.pass === undefined ? null : <span className="quiet"> / {t('submission.pass-at', { pass: it.questions.pass })}</span>}</p>
          {scored.length > 1 ? <ul className="form-side-sections">{scored.map((one) => <li key={one.key}><span>{titleOf(one.key)}</span><i aria-hidden style={{ inlineSize: `${one.score ?? 0}%` }} data-zeroed={one.zeroed || undefined} /><b className="num">{Math.round((one.score ?? 0) * 10) / 10}</b></li>)}</ul> : null}
          {it.failed.length ? <Alert type="error" showIcon title={t('submission.critical-failed')} description={it.failed.map((key) => { const question = it.questions.sections.flatMap(({ questions }) => questions).find((one) => one.key === key); return question ? said(question.text) : key }).join('；')} /> : null}
        </Block>
      )}
      <Block title="submission.facts">
        <Facts items={[
          { label: t('submission.version'), value: <span className="num">{it.form.version}</span> }, { label: t('submission.via'), value: t(`submission.via.${it.via}`) },
          ...(it.staff ? [{ label: t('submission.staff'), value: it.staff.name }] : []), ...(it.team ? [{ label: t('submission.team'), value: it.team.name }] : []),
          ...(seconds !== null && seconds >= 0 ? [{ label: t('submission.took'), value: <span className="num">{t('submission.minutes-seconds', { m: Math.floor(seconds / 60), s: seconds % 60 })}</span> }] : []),
          ...(it.version > 1 ? [{ label: t('submission.changed-at'), value: <Moment at={it.changedAt} form="full" /> }] : []),
        ]} />
      </Block>
    </>
  )
}

/** The answers as a form again; what stood there is kept beside it. */
function Change({ it, close }: { it: WholeSubmission; close: () => void }) {
  const t = useT()
  const [answers, setAnswers] = useState(it.answers)
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const cache = useQueryClient()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    const wrong = faultsByPath(checkAnswers(it.questions, answers))
    setFaults(wrong)
    if (wrong.size) return
    setBusy(true)
    try {
      await call(forms.change, { params: { id: it.id }, body: { answers: shownAnswers(it.questions, answers), version: it.version } })
      await cache.invalidateQueries()
      toast.done(t('submission.changed-said'))
      close()
    } catch (error) {
      const told = error instanceof ApiError ? error.problem.errors?.filter(({ path }) => path.startsWith('answers.')) ?? [] : []
      if (told.length) setFaults(new Map(told.map(({ path, message }) => [path, message])))
      else toast.fault(error)
    } finally { setBusy(false) }
  }
  return (
    <div className="form-submission form-changing">
      {faults.size ? <Alert type="error" showIcon role="alert" title={t('form.faults', { n: faults.size })} /> : null}
      <FormFields form={it.questions} answers={answers} onChange={setAnswers} faults={faults} seed={it.seed} place={`submission.${it.id}`} />
      <div className="form-fill-foot"><Button onClick={close}>{t('frame.cancel')}</Button><Button type="primary" loading={busy} onClick={() => void save()}>{t('form.save')}</Button></div>
    </div>
  )
}

function Past({ it }: { it: WholeSubmission }) {
  const t = useT()
  const found = useQuery(query(forms.past, { params: { id: it.id } }))
  if (found.isError) return <Fault error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <PageSkeleton />
  return (
    <div className="form-submission">
      {found.data.items.map((one) => (
        <section key={one.version} className="form-past">
          <h2>{t('submission.version-n', { n: one.version })} <small className="quiet"><Moment at={one.at} form="full" />{one.score === null ? '' : ` · ${t('submission.score')} ${Math.round(one.score * 10) / 10}`}</small></h2>
          <AnswersShown form={it.questions} answers={one.answers} files={it.files} names={it.names} masked={one.masked} />
        </section>
      ))}
    </div>
  )
}
