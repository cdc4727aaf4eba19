import { DownOutlined, VerticalAlignTopOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Fragment, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Merge, Message } from '../../contract.ts'
import type { ScheduledReply } from '../../desk/contract.ts'
import { foldThread } from './fold-thread.ts'
import { useDraft } from './kept.ts'
import { MessageItem } from './MessageItem.tsx'
import { ScheduledItem } from './ScheduledItem.tsx'
import { UnsentItem } from './UnsentItem.tsx'
import type { useThread } from './use-thread.ts'

/** Nearer to the end than this counts as reading the latest: what comes then scrolls into sight. */
const AT_END = 48

/** A conversation, oldest at the top, opened at its end. It keeps its place while older messages are shown or new ones come. */
export function Thread({ caseId, parts, thread, scheduled, seenAt, quote, rewrite, announce }: { caseId: string; scheduled: readonly ScheduledReply[]; quote?: ((message: Message) => void) | undefined; rewrite: () => void; parts: readonly Merge[]; thread: ReturnType<typeof useThread>; seenAt: Date | null; announce: (text: string) => void }) {
  const t = useT()
  const { staff, company } = useSession()
  const { unsent } = useDraft(caseId)
  const [isOpen, setIsOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const { messages, whole } = thread
  const { first, folded, shown } = isOpen ? { first: null, folded: [], shown: messages } : foldThread(messages, { whole, seenAt })
  const { below, toEnd } = usePlace(box, messages, unsent.length + scheduled.length)
  const today = dayIn(company.zone)
  useNewcomers(messages, (fresh) => {
    const other = fresh.find(({ author }) => author.id !== staff?.id)
    if (other) announce(t('case.said-now', { name: other.author.name || t(`case.author.${other.author.kind}`) }))
  })

  if (thread.error) return <div className="thread"><Fault error={thread.error} again={thread.again} /></div>
  if (thread.isPending) return <ThreadSkeleton />
  const newFrom = seenAt ? shown.find(({ at, author }) => at > seenAt && author.id !== staff?.id)?.id : undefined
  const line = (message: Message, before: Message | undefined) => {
    const day = dayIn(company.zone, message.at)
    return (
      <Fragment key={message.id}>
        {message.id === newFrom ? <div className="thread-new" role="separator"><span>{t('case.new-from-here')}</span></div>
          : before && dayIn(company.zone, before.at) === day ? null : <div className="thread-day num" role="separator"><span>{day === today ? t('time.today') : day}</span></div>}
        <MessageItem message={message} mine={message.author.id === staff?.id} from={message.caseId === caseId ? undefined : parts.find(({ from }) => from.id === message.caseId)?.from.number} quote={quote} />
      </Fragment>
    )
  }
  return (
    <div className="thread-frame">
      <div ref={box} className="thread" role="log" aria-label={t('case.conversation')} aria-live="off" tabIndex={0}>
        {!whole && folded.length === 0 ? <Button className="thread-more" size="small" icon={<VerticalAlignTopOutlined aria-hidden />} loading={thread.isReadingOlder} onClick={() => void thread.older()}>{t('case.show-older')}</Button> : null}
        {first ? line(first, undefined) : null}
        {folded.length > 0 ? (
          <div className="thread-fold"><Button size="small" onClick={() => setIsOpen(true)}>{t(whole ? 'case.show-earlier' : 'case.show-earlier-at-least', { n: folded.length })}</Button></div>
        ) : null}
        {shown.map((message, n) => line(message, shown[n - 1] ?? (folded.length > 0 ? folded.at(-1) : first ?? undefined)))}
        {unsent.map((one) => <UnsentItem key={one.key} caseId={caseId} unsent={one} />)}
        {scheduled.map((one) => <ScheduledItem key={one.id} of={one} rewrite={rewrite} />)}
      </div>
      {below > 0 ? <Button className="thread-below" shape="round" size="small" type="primary" icon={<DownOutlined aria-hidden />} onClick={toEnd}>{t('case.new-below', { n: below })}</Button> : null}
    </div>
  )
}

/** Keeps the end in sight for whoever reads it, and the place for whoever reads further up; counts what came below meanwhile. */
function usePlace(box: React.RefObject<HTMLDivElement | null>, messages: readonly Message[], unsent: number) {
  const place = useRef({ atEnd: true, height: 0, first: '', last: '' })
  const [below, setBelow] = useState(0)
  useLayoutEffect(() => {
    const { current: element } = box
    if (!element) return
    const was = place.current
    const first = messages[0]?.id ?? ''
    const lastBefore = messages.findLastIndex(({ id }) => id === was.last)
    const came = lastBefore < 0 ? 0 : messages.length - 1 - lastBefore
    if (was.atEnd) element.scrollTop = element.scrollHeight
    else if (first !== was.first && was.first) element.scrollTop += element.scrollHeight - was.height
    else if (came > 0) setBelow((n) => n + came)
    place.current = { ...was, height: element.scrollHeight, first, last: messages.at(-1)?.id ?? '' }
  }, [box, messages, unsent])
  const look = useEffectEvent(() => {
    const { current: element } = box
    if (!element) return
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END
    place.current = { ...place.current, atEnd, height: element.scrollHeight }
    if (atEnd && below > 0) setBelow(0)
  })
  const isThere = messages.length > 0
  useEffect(() => {
    const { current: element } = box
    if (!element) return
    const onScroll = () => look()
    element.addEventListener('scroll', onScroll, { passive: true })
    // The composer grows and shrinks below: the end stays in sight.
    const watch = new ResizeObserver(() => { if (place.current.atEnd) element.scrollTop = element.scrollHeight })
    watch.observe(element)
    return () => { element.removeEventListener('scroll', onScroll); watch.disconnect() }
  }, [box, isThere])
  return { below, toEnd: () => box.current?.scrollTo({ top: box.current.scrollHeight, behavior: 'smooth' }) }
}

function useNewcomers(messages: readonly Message[], hear: (fresh: readonly Message[]) => void) {
  const last = useRef<string | undefined>(undefined)
  const heard = useEffectEvent(hear)
  useEffect(() => {
    const at = messages.findLastIndex(({ id }) => id === last.current)
    if (last.current !== undefined && at >= 0 && at < messages.length - 1) heard(messages.slice(at + 1))
    last.current = messages.at(-1)?.id
  }, [messages])
}

function ThreadSkeleton() {
  return (
    <div className="thread" aria-busy>
      {[['staff', 3], ['customer', 2], ['staff', 2]].map(([voice, lines], n) => (
        <div key={n} className="said" data-voice={voice}>
          <div className="said-head"><span className="grey" style={{ width: 22, height: 22, borderRadius: '50%' }} /><span className="grey" style={{ width: 96, height: 12 }} /></div>
          {Array.from({ length: Number(lines) }, (_, m) => <span key={m} className="grey" style={{ height: 12, width: `${92 - ((n * 3 + m) * 19) % 45}%`, marginTop: 9 }} />)}
        </div>
      ))}
    </div>
  )
}
