import './clocks.css'
import { PauseOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { momentText } from '../../../kernel/web/moment-text.ts'
import { useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import type { Words } from '../../../kernel/web/words.ts'
import type { Clock } from '../contract.ts'
import { durationText, nameIn, reasonText, spanText } from './clock-words.ts'
import { lookOf } from './countdown.ts'
import { useTicking } from './ticking.ts'

/**
 * One deadline as a badge that counts by itself: green, amber from its warning on, red from its due moment on; grey while
 * it waits and when it is done. It keeps its width while it counts. `named` says which deadline it is.
 */
export function DueBadge({ clock, named = false }: { clock: Clock; named?: boolean }) {
  const t = useT()
  const { company } = useSession()
  const [tone, text] = useTicking((now) => {
    const look = lookOf(clock, now)
    return `${look.tone}|${wordsOf(t, clock, look)}`
  }).split('|') as [string, string]
  const facts = factsOf(t, clock, company.zone)
  return (
    <Tooltip title={<><strong>{nameIn(clock.name)}</strong>{facts.map((fact) => <div key={fact} className="num">{fact}</div>)}</>}>
      <span className="due" data-tone={tone}>
        {clock.state === 'paused' ? <PauseOutlined aria-hidden /> : <i className="due-dot" aria-hidden />}
        {named ? <span className="due-name">{nameIn(clock.name)}</span> : <span className="unseen">{nameIn(clock.name)}</span>}
        <span className="due-text num">{text}</span>
        <span className="unseen">{facts.join('; ')}</span>
      </span>
    </Tooltip>
  )
}

function wordsOf(t: Words, { pauseReason }: Clock, { word, span }: ReturnType<typeof lookOf>): string {
  if (span) return t(`clock.${word}`, { span: spanText(t, span) })
  return word === 'paused' && pauseReason ? t('clock.paused-for', { reason: reasonText(t, pauseReason) }) : t(`clock.${word}`)
}

function factsOf(t: Words, { dueAt, stoppedAt, remainingSeconds, pauseReason }: Clock, zone: string): string[] {
  const exact = (at: Date) => `${momentText(at, zone, 'exact')} ${zone}`
  return [
    ...(dueAt ? [t('clock.due-at', { at: exact(dueAt) })] : []),
    ...(remainingSeconds === null ? [] : [t('clock.remaining', { span: durationText(t, remainingSeconds) })]),
    ...(pauseReason && !stoppedAt ? [t('clock.paused-for', { reason: reasonText(t, pauseReason) })] : []),
    ...(stoppedAt ? [t('clock.met-at', { at: exact(stoppedAt) })] : []),
  ]
}
