import './course.css'
import { CheckCircleFilled, EditOutlined, WarningFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { PHASES, course } from '../../course/contract.ts'
import type { Course } from '../../course/contract.ts'
import { Analyses } from './Analyses.tsx'
import { causeText } from './cause-text.ts'
import { ClosingList } from './ClosingList.tsx'
import { CourseForm } from './CourseForm.tsx'
import { FollowUps } from './FollowUps.tsx'

/** The course of a case beside it: the need as the customer confirmed it, causes and measure of a pressing one, the closing checklist, what came of asking afterwards. */
export function CourseBlock({ of }: { of: Case }) {
  const t = useT()
  const found = useQuery(query(course.course, { params: { id: of.id } }))
  useLive('case', () => void found.refetch(), of.id)
  const [isEditing, setIsEditing] = useState(false)
  const it = found.data
  // Its height is kept while it is being read, so that nothing below moves.
  if (!it) return <Block title="course.title"><div className="course-wait" aria-busy={!found.isError} /></Block>
  const isOver = of.status.class === 'resolved' || of.status.class === 'closed'
  return (
    <Block title="course.title" extra={it.may.includes('change') ? <Tooltip title={t('course.edit')}><Button size="small" type="text" icon={<EditOutlined />} aria-label={t('course.edit')} onClick={() => setIsEditing(true)} /></Tooltip> : null}>
      <div className="course">
        {it.triageMissing ? <div className="course-warning" role="note"><WarningFilled aria-hidden /><span>{t('course.triage-missing')}</span><Button size="small" onClick={() => setIsEditing(true)}>{t('course.triage-write')}</Button></div> : null}
        {it.phase ? <Phases now={it.phase} /> : null}
        <Part label="course.need" empty={it.need ? undefined : t('course.none')}>
          {it.need}
          {it.need ? <span className="course-facts">{it.needConfirmedAt ? <span className="course-good"><CheckCircleFilled aria-hidden /> {t('course.confirmed')}</span> : <span>{t('course.unconfirmed')}</span>}<span>{it.needBy?.name}</span><Moment at={it.needConfirmedAt ?? it.needAt} /></span> : null}
        </Part>
        {it.answer ? <Part label="course.answer">{it.answer}{it.answerDocument?.path ? <Link to={it.answerDocument.path} className="course-document">{language() === 'en' ? it.answerDocument.name?.en : it.answerDocument.name?.zh}</Link> : null}<span className="course-facts"><span>{it.answeredBy?.name}</span><Moment at={it.answeredAt} /></span></Part> : null}
        {it.suspectedCauses.length ? <Part label="course.causes">{causeText(it.suspectedCauses)}</Part> : null}
        {it.emergencyMeasure ? <Part label="course.measure">{it.emergencyMeasure}</Part> : null}
        <Part label="case.stage">{t(`case.stage.${it.stage}`)}</Part>
      </div>
      {isOver ? <ClosingList of={it} /> : null}
      <FollowUps of={it} />
      <Analyses of={it} />
      {it.may.includes('change') ? <CourseForm open={isEditing} of={it} isConsultation={of.kind === 'consultation'} close={() => setIsEditing(false)} /> : null}
    </Block>
  )
}

function Part({ label, empty, children }: { label: string; empty?: string | undefined; children?: ReactNode }) {
  const t = useT()
  return <div className="course-part"><span className="course-label">{t(label)}</span><span className={empty ? 'course-text quiet' : 'course-text'}>{empty ?? children}</span></div>
}

/** The phases of a consultation, the one it is in marked. */
function Phases({ now }: { now: NonNullable<Course['phase']> }) {
  const t = useT()
  const at = PHASES.indexOf(now)
  return <ol className="course-phases" aria-label={t('course.phases')}>{PHASES.slice(0, 3).map((phase, n) => <li key={phase} data-state={n < at ? 'done' : n === at ? 'now' : 'later'} aria-current={n === at ? 'step' : undefined}>{t(`course.phase.${phase}`)}</li>)}</ol>
}
