import './conversation.css'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { Composer } from './Composer.tsx'
import { HandoverBar } from './HandoverBar.tsx'
import { HereBar } from './HereBar.tsx'
import { SnoozeBar } from './SnoozeBar.tsx'
import { useKept } from './kept.ts'
import { MergedInto } from './Merges.tsx'
import { Thread } from './Thread.tsx'
import type { CaseWork } from './use-case-work.tsx'
import { useDeskWork, useDraftsOfCase } from './use-case-desk.ts'
import { usePresence } from './use-presence.ts'
import { useThread } from './use-thread.ts'
import { useActiveTime } from './use-active-time.ts'
import { useWorkspace } from './use-workspace.ts'
import { useStatusClass } from './status-names.ts'

/** What was said about a case, and where one goes on saying it. */
export function Conversation({ of, work, announce }: { of: Case; work: CaseWork; announce: (text: string) => void }) {
  const { seen } = useKept()
  const thread = useThread(of.id)
  const { undoSeconds, merges } = useDeskWork(of.id)
  useDraftsOfCase(of.id)
  const presence = usePresence(of.id)
  const { scheduled } = useWorkspace(of.id)
  useActiveTime(of.id)
  // Where reading stopped last time, as it was when the case was opened now.
  const [seenAt] = useState(() => of.readAt)
  const latest = thread.messages.at(-1)?.id
  useEffect(() => {
    const look = () => { if (latest && document.visibilityState === 'visible') seen.look(of, latest) }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [of, seen, latest])
  const [leaving, setLeaving] = useState<HTMLDivElement | null>(null)
  return (
    <div className="conversation" ref={setLeaving}>
      <HandoverBar of={of} />
      <SnoozeBar of={of} />
      <Thread caseId={of.id} parts={merges} thread={thread} scheduled={scheduled} seenAt={seenAt} quote={of.may.includes('reply') ? work.quote : undefined} rewrite={() => work.composer.current?.write('reply')} announce={announce} />
      <HereBar others={presence.others} />
      {of.may.includes('reply') || of.may.includes('note')
        ? <Composer of={of} undoSeconds={undoSeconds} presence={presence} handle={work.composer} sendAndMove={work.sendAndMove} ask={work.ask} leave={() => leaving?.querySelector<HTMLElement>('[role=log]')?.focus({ preventScroll: true })} />
        : <WhyNot of={of} work={work} />}
    </div>
  )
}

/** Why nothing can be written here, and the one thing that changes it. */
function WhyNot({ of, work }: { of: Case; work: CaseWork }) {
  const t = useT()
  const classOf = useStatusClass()
  const reopens = of.status.class === 'closed' ? of.next.find((to) => classOf(to, of.kind) === 'open') : undefined
  if (of.mergedInto) return <MergedInto of={of} />
  if (of.removedAt) return <div className="why-not"><span>{t('case.removed')}</span>{of.may.includes('restore') ? <Button size="small" onClick={() => void work.deeds.restore(of)}>{t('case.restore')}</Button> : null}</div>
  if (of.may.includes('claim')) return <div className="why-not"><span>{t('case.claim-to-answer')}</span><Button size="small" type="primary" loading={work.deeds.busy.claim} onClick={work.claim}>{t('case.claim')}</Button></div>
  return <div className="why-not"><span>{t(of.status.class === 'closed' ? 'case.closed-text' : 'case.only-reading')}</span>{reopens ? <Button size="small" onClick={() => work.moveTo(reopens)}>{t('case.reopen')}</Button> : null}</div>
}
