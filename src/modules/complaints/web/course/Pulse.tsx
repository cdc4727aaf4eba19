import './course.css'
import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { complaintCourse } from '../../contract.ts'
import type { ComplaintCourse } from '../../contract.ts'
import { By, Part } from './Part.tsx'
import { COURSE_READS } from './use-course.ts'

/** How content the customer is while we are still at it: when they are asked, what they said, and the way to write it down. */
export function Pulse({ it, mayTell }: { it: ComplaintCourse; mayTell: boolean }) {
  const t = useT()
  const { pulse } = it
  return (
    <Part title="complaint.pulse" empty={pulse ? undefined : 'complaint.pulse-none'}>
      {pulse?.answer ? <><p><strong>{t(`complaint.pulse-score.${pulse.answer.score}`)}</strong> <span className="quiet num">{pulse.answer.score} / 5</span></p>{pulse.answer.words ? <p className="text">{pulse.answer.words}</p> : null}<By done={pulse.answer.done} more={t(`complaint.pulse-answered.${pulse.answer.how}`)} /></>
        : pulse?.asked ? <p className="quiet">{t(`complaint.pulse-asked.${pulse.asked.how}`)} · <Moment at={pulse.asked.at} /> · {t('complaint.pulse-waits')}</p>
        : pulse?.due ? <p className="quiet">{t('complaint.pulse-due')} <Moment at={pulse.due} /></p> : null}
      {mayTell ? <Tell it={it} /> : null}
    </Part>
  )
}

function Tell({ it }: { it: ComplaintCourse }) {
  const t = useT()
  const [score, setScore] = useState(0)
  const [words, setWords] = useState('')
  const tell = useCall(complaintCourse.tellPulse, { said: 'complaint.pulse-kept', refresh: COURSE_READS })
  return (
    <form className="outcome pulse-form" onSubmit={(event) => { event.preventDefault(); if (score) void tell.run({ params: { id: it.caseId }, body: { score, ...(words.trim() ? { words: words.trim() } : {}) } }) }}>
      <Segmented size="small" value={score} aria-label={t('complaint.pulse')} options={[1, 2, 3, 4, 5].map((value) => ({ value, label: <span title={t(`complaint.pulse-score.${value}`)}>{value}</span> }))} onChange={(to) => setScore(Number(to))} />
      <Input size="small" value={words} maxLength={2_000} aria-label={t('complaint.pulse-words')} placeholder={t('complaint.pulse-words')} onChange={(event) => setWords(event.target.value)} />
      <Button size="small" htmlType="submit" disabled={!score} loading={tell.busy}>{t('complaint.keep')}</Button>
    </form>
  )
}
