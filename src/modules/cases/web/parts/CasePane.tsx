import { CloseOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ApiError, query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { useLive } from '../../../../kernel/web/live.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { Together } from '../../../../kernel/web/together.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../contract.ts'
import type { Case } from '../../contract.ts'
import { CaseAside } from './CaseAside.tsx'
import { caseInLists } from './case-cache.ts'
import { CaseHead } from './CaseHead.tsx'
import { ComplaintBand } from './ComplaintBand.tsx'
import { Conversation } from './Conversation.tsx'
import { useCaseWork } from './use-case-work.tsx'
import { useDeskKeys } from './use-desk-keys.ts'

interface Props {
  id: string; toQueue: () => void; announce: (text: string) => void
  /** The reader's own deed took the case out of their hands. */
  left: () => void
}

/** The case that is open at the desk: its conversation, and what is known about it beside. */
export function CasePane({ id, toQueue, announce, left }: Props) {
  const t = useT()
  const cache = useQueryClient()
  const found = useQuery({ ...query(cases.get, { params: { id } }), placeholderData: () => caseInLists(cache, id) })
  useLive('case', () => void cache.invalidateQueries({ predicate: ({ queryKey }) => isAbout(queryKey[1], id) }), id)
  usePageTitle(found.data ? `${found.data.number} ${found.data.subject}` : undefined)
  // Gone, or no longer in the reader's sight: what was read before is not theirs to see any more.
  const isMissing = found.error instanceof ApiError && found.error.status === 404
  if (found.data && !isMissing) return <Shown of={found.data} toQueue={toQueue} announce={announce} left={left} />
  return (
    <div className="desk-none">
      {isMissing ? <Blank title={t('case.not-found')} text={t('case.not-found-text')} act={<Button onClick={toQueue}>{t('case.to-queue')}</Button>} />
        : found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : <HeadSkeleton />}
    </div>
  )
}
const isAbout = (request: unknown, id: string): boolean => typeof request === 'object' && request !== null && 'params' in request && (request.params as { id?: string }).id === id

function Shown({ of, toQueue, announce, left }: { of: Case } & Omit<Props, 'id'>) {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const work = useCaseWork(of, left)
  const main = useRef<HTMLElement>(null)
  const side = useSide(main)
  const customer = of.customer?.id
  useDeskKeys({
    ...(customer && can('customer.read') ? { customer: () => void navigate({ to: `/customers/${customer}` as string }) } : {}),
    claim: work.claim,
    reply: () => work.composer.current?.write('reply'), note: () => work.composer.current?.write('note'),
    edit: () => work.subject.current?.edit(), side: side.toggle, undo: work.undo,
    watch: work.watch, macro: () => work.ask('macro'),
    ...(of.may.includes('reply') ? { quote: () => work.quote() } : {}),
    ...(of.may.includes('change') ? { promise: () => work.ask('promise'), snooze: () => work.ask('snooze'), spam: () => work.ask('spam') } : {}),
    ...(of.may.includes('assign') ? { assign: () => work.ask('assign') } : {}),
    ...(of.may.includes('hand-over') ? { 'hand-over': () => work.ask('hand-over') } : {}),
    ...(work.solvesTo && of.status.class !== 'resolved' ? { solve: () => work.moveTo(work.solvesTo ?? '') } : {}),
  })
  useEffect(() => { if (side.isOver) document.getElementById('desk-side')?.focus() }, [side.isOver])
  return (
    <>
      <section ref={main} className="desk-case" aria-label={`${of.number} ${of.subject}`}>
        <CaseHead of={of} work={work} side={side} toQueue={toQueue} />
        <ComplaintBand of={of} />
        <Conversation of={of} work={work} announce={announce} />
      </section>
      <aside id="desk-side" className="desk-side" data-open={side.isOver || undefined} data-hidden={side.isHidden || undefined} aria-label={t('case.about')} tabIndex={-1} onKeyDown={(event) => { if (event.key === 'Escape' && side.isOver) side.toggle() }}>
        <Button className="desk-side-close" type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('case.hide-side')} onClick={side.toggle} />
        <Together key={of.id}><CaseAside of={of} work={work} /></Together>
      </aside>
      {side.isOver ? <div className="desk-shade" onClick={side.toggle} /> : null}
      {work.dialogs}
    </>
  )
}

const KEPT_SIDE = 'shouwen.desk.side'
/** As wide as in `desk.css`. */
const ROOM_FOR_THREE = 1040
/** Beside the conversation where there is room, above it where there is not. */
function useSide(within: React.RefObject<HTMLElement | null>) {
  const [isHidden, setIsHidden] = useState(() => localStorage.getItem(KEPT_SIDE) === 'hidden')
  const [isOver, setIsOver] = useState(false)
  const [isWide, setIsWide] = useState(false)
  useEffect(() => {
    const desk = within.current?.closest<HTMLElement>('.desk')
    if (!desk) return
    const watch = new ResizeObserver(() => {
      setIsWide(desk.clientWidth >= ROOM_FOR_THREE)
      if (desk.clientWidth >= ROOM_FOR_THREE) setIsOver(false)
    })
    watch.observe(desk)
    return () => watch.disconnect()
  }, [within])
  return {
    isHidden, isOver, isOpen: isWide ? !isHidden : isOver,
    toggle: () => {
      if (!isWide) return setIsOver(!isOver)
      localStorage.setItem(KEPT_SIDE, isHidden ? 'shown' : 'hidden')
      setIsHidden(!isHidden)
    },
  }
}

function HeadSkeleton() {
  return (
    <div className="case-head" aria-busy>
      <div className="case-line"><span className="grey" style={{ width: 130, height: 14 }} /><span className="grey" style={{ width: 48, height: 18 }} /></div>
      <span className="grey" style={{ width: '60%', height: 20, margin: '8px 0' }} />
      <span className="grey" style={{ width: '40%', height: 14 }} />
    </div>
  )
}
