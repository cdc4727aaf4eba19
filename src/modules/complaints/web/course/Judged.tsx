import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { complaints } from '../../contract.ts'
import { JudgeForm } from '../parts/JudgeForm.tsx'
import { By, Part } from './Part.tsx'
import { COURSE_READS } from './use-course.ts'

/** Who is liable, where the course comes to it; apologies and whom it is about stand in the block beside the case. */
export function Judged({ caseId }: { caseId: string }) {
  const t = useT()
  const it = useQuery(query(complaints.get, { params: { id: caseId } })).data
  const [isJudging, setIsJudging] = useState(false)
  const isOpen = !it?.judge
  return (
    <Part title="complaint.title" acts={it?.may.includes('judge') ? <Button size="small" type={isOpen ? 'primary' : 'default'} onClick={() => setIsJudging(true)}>{t(isOpen ? 'complaint.judge' : 'complaint.judge-again')}</Button> : null} empty={isOpen ? 'complaint.not-judged' : undefined}>
      {it?.judge && it.judgedAt ? <><p><strong>{t(`complaint.liability.${it.liability}`)}</strong></p><p className="text">{it.basis}</p><By done={{ by: it.judge, at: it.judgedAt }} /></> : null}
      {it ? <JudgeForm open={isJudging} of={it} refresh={COURSE_READS} close={() => setIsJudging(false)} /> : null}
    </Part>
  )
}
