import './boards.css'
import { CheckCircleOutlined, ClockCircleOutlined, CoffeeOutlined, PauseCircleOutlined, SendOutlined, SwapOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { useLive } from '../../../kernel/web/live.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { Moment } from '../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import { workspace } from '../desk/contract.ts'
import type { NextAction } from '../desk/contract.ts'
import { spanText } from './parts/span-text.ts'

const MARKS: Record<NextAction['kind'], React.ReactNode> = { promise: <CheckCircleOutlined />, deadline: <ClockCircleOutlined />, handover: <SwapOutlined />, snooze: <PauseCircleOutlined />, scheduled: <SendOutlined /> }
const EVERY_MS = 30_000

/** One's own time (CAS-33): what is next with the time that is left, what is overdue on top, and promises beside what became of them. */
export function MyTime() {
  const t = useT()
  const board = useQuery({ ...query(workspace.timeBoard, { query: {} }), refetchInterval: EVERY_MS })
  useLive('case', () => void board.refetch())
  const now = useNow()
  usePageTitle(t('case.my-time'))
  if (board.isError && !board.data) return <Fault error={board.error} again={() => void board.refetch()} />
  if (!board.data) return <PageSkeleton />
  const { next, done, kept, snoozed } = board.data
  const [first, ...rest] = next
  const all = kept.kept + kept.late
  return (
    <div className="board-page">
      <header><h1>{t('case.my-time')}</h1><span className="quiet">{t('case.my-time-about')}</span></header>
      {first ? <NextUp of={first} now={now} /> : <Blank mark={<CoffeeOutlined />} title={t('case.my-time-none')} text={t('case.my-time-none-text')} />}
      {rest.length > 0 ? (
        <section aria-label={t('case.next-actions')}>
          <h2>{t('case.next-actions')} <span className="quiet num">{rest.length}</span>{snoozed > 0 ? <Link className="board-aside" to={'/desk' as string} search={{ queue: 'snoozed' } as never}>{t('case.snoozed-n', { n: snoozed })}</Link> : null}</h2>
          <ul className="next-list">{rest.map((one) => <Row key={`${one.kind}${one.id}`} of={one} now={now} />)}</ul>
        </section>
      ) : null}
      <section aria-label={t('case.promises-done')}>
        <h2>{t('case.promises-done')} {all > 0 ? <span className="quiet">{t('case.promises-kept-share', { n: kept.kept, all, percent: Math.round(kept.kept / all * 100) })}</span> : null}</h2>
        {done.length === 0 ? <p className="quiet">{t('case.promises-done-none')}</p> : (
          <table className="done-table">
            <thead><tr><th>{t('case.promise-what')}</th><th>{t('case.done-promised')}</th><th>{t('case.done-actual')}</th><th>{t('case.done-gap')}</th></tr></thead>
            <tbody>{done.map((one) => (
              <tr key={one.id}>
                <td><Link to={`/desk/${one.case.id}` as string}>{one.what}</Link><span className="quiet num">{one.case.number}</span></td>
                <td className="num"><Moment at={one.dueAt} /></td><td className="num"><Moment at={one.doneAt} /></td>
                <td className="num" data-late={one.lateSeconds > 0 || undefined}>{t(one.lateSeconds > 0 ? 'case.done-late' : 'case.done-early', { span: spanText(Math.abs(one.lateSeconds), t) })}</td>
              </tr>
            ))}</tbody>
          </table>
        )}
      </section>
    </div>
  )
}

const whatOf = (of: NextAction) => of.what ?? (of.name ? language() === 'en' ? of.name.en : of.name.zh : null)
function Left({ of, now }: { of: NextAction; now: number }) {
  const t = useT()
  const seconds = Math.round((of.dueAt.getTime() - now) / 1_000)
  return <span className="next-left num" data-overdue={seconds < 0 || undefined} data-soon={seconds >= 0 && seconds < 3_600 ? true : undefined}>{t(seconds < 0 ? 'case.overdue-by' : 'case.left-still', { span: spanText(Math.abs(seconds), t) })}</span>
}

/** The one thing to do now, with its time running. */
function NextUp({ of, now }: { of: NextAction; now: number }) {
  const t = useT()
  return (
    <Link to={`/desk/${of.case.id}` as string} className="next-up" data-overdue={of.dueAt.getTime() < now || undefined}>
      <span className="next-kind">{MARKS[of.kind]} {t(`case.next.${of.kind}`)}</span>
      <strong className="clip">{whatOf(of) ?? of.case.subject}</strong>
      <span className="quiet clip"><span className="num">{of.case.number}</span> · {of.case.subject}</span>
      <span className="next-time"><Left of={of} now={now} /><span className="quiet"><Moment at={of.dueAt} /></span></span>
    </Link>
  )
}
function Row({ of, now }: { of: NextAction; now: number }) {
  const t = useT()
  const what = whatOf(of)
  return (
    <li>
      <Link to={`/desk/${of.case.id}` as string}>
        <span className="next-mark" title={t(`case.next.${of.kind}`)}>{MARKS[of.kind]}<span className="unseen">{t(`case.next.${of.kind}`)}</span></span>
        <span className="next-words"><span className="clip">{what ?? of.case.subject}</span><span className="quiet clip"><span className="num">{of.case.number}</span>{what ? ` · ${of.case.subject}` : ''}</span></span>
        <Left of={of} now={now} />
      </Link>
    </li>
  )
}
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
