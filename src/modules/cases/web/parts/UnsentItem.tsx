import { ExclamationCircleFilled, LockOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { Face } from '../../../people/web/index.ts'
import type { Unsent } from './drafts.ts'
import { useKept } from './kept.ts'
import { Body } from './MessageItem.tsx'

/** A message that the server has not acknowledged: on its way, or why it did not arrive and what to do. */
export function UnsentItem({ caseId, unsent }: { caseId: string; unsent: Unsent }) {
  const t = useT()
  const { outbox } = useKept()
  const { staff } = useSession()
  const fate = useSyncExternalStore(outbox.hear, () => outbox.fateOf(unsent.key))
  const isUnderWay = fate === 'sending'
  const isWaiting = fate === 'waiting'
  return (
    <article className="said" data-voice={unsent.mode === 'note' ? 'note' : 'staff'} data-unsent={isWaiting ? 'waiting' : isUnderWay ? 'sending' : 'failed'} aria-busy={isUnderWay}>
      <header className="said-head">
        <Face name={staff?.name ?? ''} size={22} />
        <strong className="clip">{staff?.name}</strong>
        <span className="said-voice">{unsent.mode === 'note' ? <><LockOutlined aria-hidden />{t('case.voice.note')}</> : t('case.voice.me')}</span>
        <span className="said-when">{isWaiting ? <Countdown to={unsent.leavesAt ?? 0} /> : t(isUnderWay ? 'case.sending' : 'case.not-sent')}</span>
      </header>
      <Body text={unsent.body} />
      {unsent.files.length > 0 ? <p className="said-files"><PaperClipOutlined aria-hidden /> {unsent.files.map(({ name }) => name).join(t('list.comma'))}</p> : null}
      {isWaiting ? (
        <div className="said-undo">
          <Button size="small" onClick={() => outbox.takeBack(caseId, unsent)} aria-keyshortcuts="z">{t('case.undo')}</Button>
          <Button size="small" type="text" onClick={() => void outbox.again(caseId, unsent)}>{t('case.send-now')}</Button>
        </div>
      ) : isUnderWay ? null : (
        <div className="said-fault" role="alert">
          <span><ExclamationCircleFilled aria-hidden /> {fate ? faultText(fate.fault) : t('case.not-sent-before')}</span>
          <Button size="small" type="primary" onClick={() => void outbox.again(caseId, unsent)}>{t('case.send-again')}</Button>
          <Button size="small" onClick={() => outbox.takeBack(caseId, unsent)}>{t('case.rewrite')}</Button>
          <Button size="small" type="text" onClick={() => outbox.discard(caseId, unsent.key)}>{t('case.discard')}</Button>
        </div>
      )}
    </article>
  )
}

/** The seconds still left, told to the eye only: a voice that counts would drown the rest. */
function Countdown({ to }: { to: number }) {
  const t = useT()
  const [left, setLeft] = useState(() => Math.max(0, Math.ceil((to - Date.now()) / 1_000)))
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((to - Date.now()) / 1_000))), 250)
    return () => clearInterval(timer)
  }, [to])
  return <>{t('case.leaves-in', { n: left })}</>
}
