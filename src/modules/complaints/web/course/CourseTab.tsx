import './course.css'
import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, DownloadOutlined, EditOutlined, MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { urlOf } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { CauseName } from '../../../cases/web/index.ts'
import { Attachments } from '../../../files/web/index.ts'
import { complaintCourse } from '../../contract.ts'
import type { ComplaintCourse } from '../../contract.ts'
import { levelTone } from './Band.tsx'
import { DeedForm } from './DeedForm.tsx'
import type { CourseForm } from './DeedForm.tsx'
import { Judged } from './Judged.tsx'
import { By, Part } from './Part.tsx'
import { Pulse } from './Pulse.tsx'
import { Quarrels } from './Quarrels.tsx'
import { COURSE_READS, useCourse } from './use-course.ts'

/** Everything that is kept of a complaint: its stages, the record, how grave it is, what was found, decided and done, and its file. */
export function CourseTab({ caseId }: { caseId: string }) {
  const found = useCourse(caseId)
  if (found.data) return <Shown it={found.data} />
  return found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : <PageSkeleton />
}

function Shown({ it }: { it: ComplaintCourse }) {
  const t = useT()
  const [deed, setDeed] = useState<CourseForm | null>(null)
  const archive = useCall(complaintCourse.archive, { said: 'complaint.archived', refresh: COURSE_READS })
  const may = (one: ComplaintCourse['may'][number]) => it.may.includes(one)
  const act = (needs: ComplaintCourse['may'][number], form: CourseForm, label: string, primary = false) => may(needs) ? <Button size="small" type={primary ? 'primary' : 'default'} onClick={() => setDeed(form)}>{t(label)}</Button> : null
  const putAway = async () => { if (await ask({ title: t('complaint.archive-ask'), text: t('complaint.archive-text'), yes: t('complaint.archive') })) void archive.run({ params: { id: it.caseId }, body: {} }) }
  const { record, assessment } = it
  const texts = [['view', record.view], ['product', record.product], ['demand', record.demand], ['interest', record.interest], ['evidence', record.evidence]] as const
  return (
    <div className="complaint-course">
      <Stages it={it} />
      <Part title="complaint.record" acts={may('record') ? <Button size="small" icon={<EditOutlined aria-hidden />} onClick={() => setDeed('record')}>{t('complaint.edit')}</Button> : null}>
        <blockquote className="complaint-words"><span className="quiet">{t('complaint.field.words')}{record.wordsAreFirst ? ` · ${t('complaint.words-first')}` : ''}</span><p>{record.words || '–'}</p></blockquote>
        <dl className="pairs">
          {texts.map(([field, value]) => value ? <div key={field}><dt>{t(`complaint.field.${field}`)}</dt><dd>{value}</dd></div> : null)}
          {record.occurredAt ? <div><dt>{t('complaint.field.occurredAt')}</dt><dd><Moment at={record.occurredAt} form="full" /></dd></div> : null}
          {record.emotionStart ? <div><dt>{t('complaint.emotion')}</dt><dd>{t(`complaint.emotion.${record.emotionStart}`)}{record.emotionEnd ? ` → ${t(`complaint.emotion.${record.emotionEnd}`)}` : ''}</dd></div> : null}
        </dl>
        {record.missing.length && it.stages[2]?.state !== 'done' ? <p className="quiet">{t('complaint.still-missing', { fields: record.missing.map((field) => t(`complaint.field.${field}`)).join(language() === 'en' ? ', ' : '、') })}</p> : null}
        <By done={record.recorded} />
      </Part>
      <Part title="complaint.assessment" acts={act('assess', 'assess', assessment ? 'complaint.assess-again' : 'complaint.assess', !assessment)} empty={assessment ? undefined : 'complaint.not-assessed'}>
        {assessment ? (
          <>
            <p className="assessed"><span className="band-level" data-level={levelTone(it)}>{language() === 'en' ? assessment.level.name.en : assessment.level.name.zh}</span>{assessment.level.tells.length ? <span className="quiet">{t('complaint.tells', { who: assessment.level.tells.map((one) => t(`complaint.tells.${one}`)).join(t('complaint.tells-and')) })}</span> : null}</p>
            <dl className="pairs pairs-short">{([['severity', assessment.severity], ['safety', assessment.safety], ['complexity', assessment.complexity], ['impact', assessment.impact]] as const).map(([key, value]) => <div key={key}><dt>{t(`complaint.${key}`)}</dt><dd>{t(`complaint.${key}.${value}`)}</dd></div>)}{assessment.immediate ? <div><dt>{t('complaint.immediate')}</dt><dd>{t('complaint.immediate-yes')}</dd></div> : null}</dl>
            {assessment.reason ? <p>{t('complaint.level-changed', { level: nameOfLevel(it, assessment.proposed), reason: assessment.reason })}</p> : null}
            <By done={assessment.done} />
          </>
        ) : null}
      </Part>
      <Part title="complaint.acknowledgement" acts={act('acknowledge', 'acknowledge', 'complaint.acknowledge', true)} empty={it.acknowledgement ? undefined : 'complaint.not-acknowledged'}>
        {it.acknowledgement ? <p>{t(`complaint.acknowledged-how.${it.acknowledgement.how}`)}{it.acknowledgement.late ? <span className="is-late"> {t('complaint.too-late')}</span> : null}</p> : null}
        <By done={it.acknowledgement?.done ?? null} />
      </Part>
      <Part title="complaint.investigation" acts={may('investigate') ? <><Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setDeed('finding')}>{t('complaint.add-finding')}</Button>{it.findings.length ? act('investigate', 'conclude', it.investigated ? 'complaint.conclude-again' : 'complaint.conclude') : null}</> : null} empty={it.findings.length ? undefined : 'complaint.nothing-found-yet'}>
        {it.findings.length ? <ol className="findings">{it.findings.map((one) => <li key={one.id}><p><strong>{t(`complaint.finding.${one.kind}`)}</strong> {one.source ? <span className="quiet">{one.source}</span> : null}</p><p className="text">{one.what}</p><Attachments files={one.files} /><By done={{ by: one.by, at: one.at }} /></li>)}</ol> : null}
        {it.investigated ? <div className="concluded"><strong>{t('complaint.summary')}</strong><p className="text">{it.investigated.summary}</p><By done={it.investigated.done} /></div> : null}
      </Part>
      <Judged caseId={it.caseId} />
      {it.kind === 'complaint' ? (
        <Part title="complaint.decision" acts={<>{act('decide', 'decide', it.decision ? 'complaint.decide-again' : 'complaint.decide', !it.decision && it.investigated !== null)}{it.decision ? act('answer', 'answer', 'complaint.answer', !it.answer) : null}{it.answer?.accepted ? act('carry-out', 'carry-out', 'complaint.carry-out', !it.carriedOut) : null}</>} empty={it.decision ? undefined : it.listening ? 'complaint.decision-waits' : 'complaint.not-decided-yet'}>
          {it.decision ? <><p className="text">{it.decision.text}</p><By done={it.decision.done} more={t(`complaint.told.${it.decision.how}`)} /></> : null}
          {it.answer ? <div className="answered" data-accepted={it.answer.accepted}><strong>{it.answer.accepted ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />} {t(it.answer.accepted ? 'complaint.accepted' : 'complaint.declined')}</strong>{it.answer.words ? <p className="text">{it.answer.words}</p> : null}<By done={it.answer.done} /></div> : null}
          {it.recourse ? <details className="recourse"><summary>{t('complaint.recourse-told')} <Moment at={it.recourse.at} /></summary><p className="text">{it.recourse.text}</p></details> : null}
          {it.carriedOut ? <div className="concluded"><strong>{t('complaint.carried-out')}</strong><p className="text">{it.carriedOut.what}</p><By done={it.carriedOut.done} /></div> : null}
        </Part>
      ) : null}
      {it.kind === 'complaint' && (it.pulse || may('tell-pulse')) ? <Pulse it={it} mayTell={may('tell-pulse')} /> : null}
      <Part title="complaint.assistance" acts={act('ask-assistance', 'assistance', 'complaint.ask-assistance')} empty={it.assistance.length ? undefined : 'complaint.no-assistance'}>
        {it.assistance.length ? <ul className="findings">{it.assistance.map((one) => <li key={one.id}><p><strong>{t(`complaint.assistance.${one.kind}`)}</strong>{one.who ? ` ${one.who}` : ''}</p><p className="text">{one.why}</p>{one.outcome ? <p className="text">{one.outcome}</p> : null}<By done={{ by: one.by, at: one.at }} />{one.may.includes('settle') ? <Outcome it={it} id={one.id} /> : null}</li>)}</ul> : null}
      </Part>
      <Quarrels it={it} report={() => setDeed('quarrel')} />
      <Part title="complaint.closing" acts={<>{may('settle-concern') ? <Button size="small" onClick={() => setDeed('cause')}>{t('complaint.edit')}</Button> : null}{may('archive') && it.stages.at(-2)?.state === 'done' ? <Button size="small" type="primary" loading={archive.busy} onClick={() => void putAway()}>{t('complaint.archive')}</Button> : null}{may('pack') ? <Button size="small" icon={<DownloadOutlined aria-hidden />} href={urlOf(complaintCourse.pack, { params: { id: it.caseId } })} download>{t('complaint.pack')}</Button> : null}</>}>
        <dl className="pairs pairs-short">
          <div><dt>{t('complaint.field.concernResolved')}</dt><dd>{it.concernResolved ? t(it.concernResolved.resolved ? 'complaint.concern.yes' : 'complaint.concern.no') : <span className="quiet">{t('complaint.not-asked')}</span>}</dd></div>
          <div><dt>{t('complaint.field.cause')}</dt><dd>{it.cause ? <><CauseName caseId={it.caseId} cause={it.cause.cause} />{it.cause.words ? <p className="text quiet">{it.cause.words}</p> : null}</> : <span className="quiet">{t('complaint.not-said')}</span>}</dd></div>
          {it.archived ? <div><dt>{t('complaint.archived')}</dt><dd><Moment at={it.archived.done.at} /> <span className="quiet">{it.archived.done.by?.name}</span><code className="hash">SHA-256 {it.archived.hash}</code></dd></div> : null}
        </dl>
      </Part>
      <DeedForm deed={deed} of={it} close={() => setDeed(null)} />
    </div>
  )
}
const nameOfLevel = ({ levels }: ComplaintCourse, key: string) => { const name = levels.find((one) => one.key === key)?.name; return name ? language() === 'en' ? name.en : name.zh : key }

function Stages({ it }: { it: ComplaintCourse }) {
  const t = useT()
  const icon = { done: <CheckCircleFilled aria-hidden />, now: <ClockCircleOutlined aria-hidden />, later: <span className="stage-dot" aria-hidden />, skipped: <MinusCircleOutlined aria-hidden /> }
  const shown = it.kind === 'grumble' ? it.stages.filter(({ key }) => GRUMBLE.includes(key)) : it.stages
  return (
    <ol className="stages" aria-label={t('complaint.course')}>
      {shown.map(({ key, state, at, by }) => <li key={key} data-state={state} aria-current={state === 'now' ? 'step' : undefined} title={state === 'skipped' ? t('complaint.stage-skipped') : undefined}>{icon[state]}<span>{t(`complaint.stage.${key}`)}</span>{at ? <small className="num"><Moment at={at} /></small> : null}{by ? <small>{by}</small> : null}</li>)}
    </ol>
  )
}
const GRUMBLE: readonly string[] = ['received', 'acknowledged', 'recorded', 'judged', 'closed']

function Outcome({ it, id }: { it: ComplaintCourse; id: string }) {
  const t = useT()
  const settle = useCall(complaintCourse.settleAssistance, { said: 'complaint.assistance-settled', refresh: COURSE_READS })
  const [text, setText] = useState('')
  return <form className="outcome" onSubmit={(event) => { event.preventDefault(); if (text.trim()) void settle.run({ params: { id: it.caseId, assistanceId: id }, body: { outcome: text.trim() } }) }}><Input size="small" value={text} maxLength={5_000} aria-label={t('complaint.assistance-outcome')} placeholder={t('complaint.assistance-outcome')} onChange={(event) => setText(event.target.value)} /><Button size="small" htmlType="submit" loading={settle.busy} disabled={text.trim() === ''}>{t('complaint.keep')}</Button></form>
}
