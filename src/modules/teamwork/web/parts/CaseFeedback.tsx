import '../teamwork.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { feedback } from '../../feedback/contract.ts'
import { FeedbackForm } from './FeedbackForm.tsx'
import { ToneTag } from './feedback-tags.tsx'

/** What was said in a case about people and departments, with the way to write more down; `begin` stands before that button. */
export function CaseFeedback({ caseId, begin }: { caseId: string; begin?: ReactNode }) {
  const t = useT()
  const found = useQuery(query(feedback.ofCase, { params: { id: caseId } }))
  useLive('feedback', () => void found.refetch())
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      {found.data?.items.length ? <ul className="teamwork-help">{found.data.items.map((one) => (
        <li key={one.id} data-state={one.overdue ? 'late' : one.state === 'answered' ? 'answered' : 'open'}>
          <div className="teamwork-help-head"><Link to={`/feedback/${one.id}` as string} className="clip">{one.words}</Link><ToneTag tone={one.tone} /></div>
          <div className="teamwork-help-facts quiet"><span>{one.staff?.name ?? one.department?.name ?? t('feedback.by-itself')}</span><span className={one.overdue ? 'teamwork-late' : undefined}>{one.state === 'open' ? <>{t('feedback.dueAt')} <RelativeTime at={one.dueAt} /></> : t(one.reply === null ? 'feedback.in-case' : 'feedback.state.answered')}</span></div>
        </li>
      ))}</ul> : null}
      <div className="teamwork-case-acts">{begin}<Can permission="feedback.write"><Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setIsOpen(true)}>{t('feedback.take')}</Button></Can></div>
      <FeedbackForm open={isOpen} close={() => setIsOpen(false)} caseId={caseId} />
    </>
  )
}
