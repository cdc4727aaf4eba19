import { CheckCircleOutlined, CoffeeOutlined, InboxOutlined, MoreOutlined, PlusOutlined, SearchOutlined, SortAscendingOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Ref } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { SearchBox } from '../../../../kernel/web/list/SearchBox.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { HandoverInbox } from './HandoverInbox.tsx'
import { QueueRow } from './QueueRow.tsx'
import { NOTHING, settleRows } from './settle-rows.ts'
import type { Settled } from './settle-rows.ts'
import { opensNext, setOpensNext } from './next-case.ts'
import { BESIDES, ORDER_WORDS, QUEUE_ORDERS, TABS, useQueue } from './use-queue.ts'
import type { Queue, QueueKey, QueueOrder } from './use-queue.ts'

interface Props {
  tab: QueueKey
  open: (tab: QueueKey) => void
  chosen: string | undefined
  openNew: () => void
  announce: (text: string) => void
  rowsRef: Ref<HTMLDivElement>
}
const KEPT_ORDER = 'shouwen.desk.order'
const keptOrder = (): QueueOrder => QUEUE_ORDERS.find((one) => one === localStorage.getItem(KEPT_ORDER)) ?? 'rank'

/** What waits for the reader: three tabs, each by urgency and wait, by deadline or newest first, kept true without moving under the hand. */
export function QueuePane({ tab, open, chosen, openNew, announce, rowsRef }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const [order, setOrder] = useState(keptOrder)
  const [q, setQ] = useState('')
  const queues: Record<QueueKey, Queue> = { mine: useQueue('mine', order, tab === 'mine' ? q : '', tab === 'mine'), unclaimed: useQueue('unclaimed', order, tab === 'unclaimed' ? q : '', tab === 'unclaimed'), first: useQueue('first', order, tab === 'first' ? q : '', tab === 'first'), snoozed: useQueue('snoozed', order, tab === 'snoozed' ? q : '', tab === 'snoozed'), watching: useQueue('watching', order, tab === 'watching' ? q : '', tab === 'watching') }
  const isBeside = !(TABS as readonly QueueKey[]).includes(tab)
  const tabs: readonly QueueKey[] = isBeside ? [...TABS, tab] : TABS
  const [next, setNext] = useState(opensNext)
  const choose = (to: QueueOrder) => { localStorage.setItem(KEPT_ORDER, to); setOrder(to) }
  return (
    <section className="queue" aria-label={t('case.queue')}>
      <div className="queue-top">
        <SearchBox key={tab} q={q} search={setQ} slash />
        <Menu placement="bottomRight" menu={{ selectedKeys: [order, ...(next ? ['next'] : [])], items: [...QUEUE_ORDERS.map((one) => ({ key: one, label: t(ORDER_WORDS[one]), onClick: () => choose(one) })), { type: 'divider' as const }, { key: 'next', label: t('case.opens-next'), onClick: () => { setOpensNext(!next); setNext(!next) } }] }}>
          <Tooltip title={t(ORDER_WORDS[order])}><Button type="text" icon={<SortAscendingOutlined aria-hidden />} aria-label={t('case.order')} /></Tooltip>
        </Menu>
        <Can permission="case.open"><Tooltip title={t('case.open')}><Button type="primary" icon={<PlusOutlined aria-hidden />} aria-label={t('case.open')} onClick={openNew} /></Tooltip></Can>
      </div>
      <HandoverInbox />
      <div className="queue-tabs">
        <div className="queue-tablist" role="tablist" aria-label={t('case.queue')}>{tabs.map((one) => (
          <button key={one} type="button" role="tab" id={`queue-${one}`} aria-selected={one === tab} aria-controls="queue-rows" tabIndex={one === tab ? 0 : -1} onClick={() => open(one)} onKeyDown={(event) => {
            const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
            if (!step) return
            event.preventDefault()
            const to = tabs[(tabs.indexOf(one) + step + tabs.length) % tabs.length] ?? one
            open(to)
            document.getElementById(`queue-${to}`)?.focus()
          }}>
            <span className="clip">{t(`case.queue.${one}`)}</span><Count of={queues[one]} />
          </button>
        ))}</div>
        <Menu placement="bottomRight" menu={{ items: [...BESIDES.map((one) => ({ key: one, label: t(`case.queue.${one}`), onClick: () => open(one) })), { key: 'mentions', label: t('mention.plural'), onClick: () => void navigate({ to: '/mentions' as string }) }] }}>
          <Button className="queue-besides" type="text" size="small" icon={<MoreOutlined aria-hidden />} aria-label={t('case.queue-more')} />
        </Menu>
      </div>
      <QueueRows key={`${tab}${order}`} queue={queues[tab]} tab={tab} chosen={chosen} q={q} clear={() => setQ('')} announce={announce} rowsRef={rowsRef} openNew={openNew} toUnclaimed={() => open('unclaimed')} />
    </section>
  )
}

function Count({ of: { rows, more, isPending } }: { of: Queue }) {
  return isPending || rows.length === 0 ? null : <span className="queue-count num">{rows.length}{more ? '+' : ''}</span>
}

interface RowsProps { queue: Queue; tab: QueueKey; chosen: string | undefined; q: string; clear: () => void; announce: (text: string) => void; rowsRef: Ref<HTMLDivElement>; openNew: () => void; toUnclaimed: () => void }
function QueueRows({ queue, tab, chosen, q, clear, announce, rowsRef, openNew, toUnclaimed }: RowsProps) {
  const t = useT()
  const search = useSearch({ strict: false }) as Record<string, string>
  const box = useRef<HTMLDivElement | null>(null)
  const { settled, letIn, hold } = useSettledRows(queue, box)
  const { rows, waiting, gone } = settled
  const say = useEffectEvent(announce)
  useEffect(() => { if (waiting > 0) say(t('case.new-waiting', { n: waiting })) }, [waiting, t])
  useFocusKept(box, rows)
  const foot = useRef<HTMLDivElement>(null)
  const more = useEffectEvent(() => { if (!queue.isReadingMore) queue.more?.() })
  const hasMore = queue.more !== undefined
  useEffect(() => {
    if (!foot.current || !hasMore) return
    const watch = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting) more() }, { root: box.current, rootMargin: '200px' })
    watch.observe(foot.current)
    return () => watch.disconnect()
  }, [hasMore, rows.length])
  const kept = Object.fromEntries(Object.entries(search).filter(([key]) => key === 'queue'))
  const standing = rows.some(({ id }) => id === chosen) ? chosen : rows[0]?.id
  return (
    <div className="queue-frame">
      {waiting > 0 ? <Button className="queue-new" type="primary" shape="round" size="small" onClick={letIn}>{t('case.new-waiting', { n: waiting })}</Button> : null}
      <div id="queue-rows" role="tabpanel" aria-labelledby={`queue-${tab}`} className="queue-rows" data-old={queue.isOld || undefined} aria-busy={queue.isPending}
        ref={(element) => { box.current = element; if (typeof rowsRef === 'function') rowsRef(element); else if (rowsRef) rowsRef.current = element }} {...hold}>
        {queue.error ? <Fault error={queue.error} again={queue.again} />
          : queue.isPending ? <QueueSkeleton />
          : rows.length > 0 ? <ul>{rows.map((row) => <QueueRow key={row.id} of={row} isChosen={row.id === chosen} isGone={gone.has(row.id)} inTab={tab} search={kept} tabIndex={row.id === standing ? 0 : -1} />)}</ul>
          : q ? <Blank mark={<SearchOutlined />} title={t('list.no-match')} text={t('case.no-match-in-queue')} act={<Button onClick={clear}>{t('list.search-clear')}</Button>} />
          : tab === 'mine' ? <Blank mark={<CoffeeOutlined />} title={t('case.queue-empty.mine')} text={t('case.queue-empty.mine-text')} act={<Button onClick={toUnclaimed}>{t('case.to-unclaimed')}</Button>} />
          : tab === 'unclaimed' ? <Blank mark={<CheckCircleOutlined />} title={t('case.queue-empty.unclaimed')} text={t('case.queue-empty.unclaimed-text')} act={<Can permission="case.open"><Button onClick={openNew}>{t('case.open')}</Button></Can>} />
          : <Blank mark={<InboxOutlined />} title={t(`case.queue-empty.${tab}`)} text={t(`case.queue-empty.${tab}-text`)} />}
        {hasMore && rows.length > 0 ? <div ref={foot} className="queue-foot"><Button type="text" size="small" loading={queue.isReadingMore} onClick={() => queue.more?.()}>{t('case.load-more')}</Button></div> : null}
      </div>
    </div>
  )
}

const NEAR_TOP = 8
/** The rows to show: while one has scrolled or points at them nothing moves, and new ones wait for `letIn`. */
function useSettledRows(queue: Queue, box: React.RefObject<HTMLElement | null>) {
  const [isHeld, setIsHeld] = useState(false)
  const [kept, keep] = useState<{ fresh: readonly Case[]; isHeld: boolean; settled: Settled<Case> }>({ fresh: [], isHeld: false, settled: NOTHING })
  const pointed = useRef(false)
  let { settled } = kept
  if (kept.fresh !== queue.rows || kept.isHeld !== isHeld) {
    settled = settleRows(kept.settled.rows, queue.rows, isHeld)
    keep({ fresh: queue.rows, isHeld, settled })
  }
  const look = () => setIsHeld(pointed.current || (box.current?.scrollTop ?? 0) > NEAR_TOP)
  return {
    settled,
    letIn: () => {
      box.current?.scrollTo({ top: 0 })
      keep({ fresh: queue.rows, isHeld, settled: settleRows<Case>([], queue.rows, false) })
    },
    hold: {
      onScroll: look,
      onPointerEnter: (event: React.PointerEvent) => { if (event.pointerType === 'mouse') { pointed.current = true; look() } },
      onPointerLeave: () => { pointed.current = false; look() },
    },
  }
}

/** When the row with the focus leaves, the one that took its place has it. */
function useFocusKept(box: React.RefObject<HTMLElement | null>, rows: readonly Case[]) {
  const last = useRef<number | null>(null)
  useEffect(() => {
    const elements = [...box.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []]
    if (last.current !== null && document.activeElement === document.body) elements[Math.min(last.current, elements.length - 1)]?.focus({ preventScroll: true })
  }, [box, rows])
  useEffect(() => {
    const element = box.current
    const look = (event: FocusEvent) => {
      const row = (event.target as HTMLElement).closest('[data-row]')
      last.current = row ? [...element?.querySelectorAll('[data-row]') ?? []].indexOf(row) : null
    }
    const leave = (event: FocusEvent) => { if (event.relatedTarget) last.current = null }
    element?.addEventListener('focusin', look)
    element?.addEventListener('focusout', leave)
    return () => { element?.removeEventListener('focusin', look); element?.removeEventListener('focusout', leave) }
  }, [box])
}

function QueueSkeleton() {
  return (
    <div aria-hidden>
      {Array.from({ length: 9 }, (_, n) => (
        <div key={n} className="queue-row">
          <span className="queue-line"><span className="grey" style={{ width: `${58 - (n * 13) % 28}%`, height: 13 }} /><span className="grey" style={{ width: 76, height: 20, marginLeft: 'auto', borderRadius: 10 }} /></span>
          <span className="queue-line queue-more"><span className="grey" style={{ width: 120 - (n * 17) % 50, height: 11 }} /><span className="grey" style={{ width: 52, height: 11, marginLeft: 'auto' }} /></span>
        </div>
      ))}
    </div>
  )
}
