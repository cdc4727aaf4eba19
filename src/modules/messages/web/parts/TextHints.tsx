import './text-hints.css'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { textGuard } from '../../guard/contract.ts'
import { guardOf, look } from '../../guard/rules.ts'
import type { Finding } from '../../guard/rules.ts'

interface Props {
  about: { kind: string; id: string }; text: string
  /** Puts words in the place of others. */
  replace: (start: number, end: number, words: string) => void
  /** Sends what would be held back, with the reason. */
  sendAnyway: (reason: string) => void
  /** Asks when it shall leave, with the same reason; where an answer can wait. */
  sendLaterAnyway?: (reason: string) => void
}
const SHOWN = 4
const MINUTES = 60_000

/** What is better said otherwise in a text for a customer, while it is written; judged here, on lexicons fetched once. */
export function TextHints({ about, text, replace, sendAnyway, sendLaterAnyway }: Props) {
  const t = useT()
  const can = useCan()
  const lexicons = useQuery({ ...query(textGuard.lexicons, {}), staleTime: 10 * MINUTES })
  const rule = useQuery(query(textGuard.apologyRule, { query: about }))
  useLive('definition', () => void lexicons.refetch())
  useLive('case', () => void rule.refetch(), about.id)
  const settled = useSettled(text, 250)
  const guard = useMemo(() => lexicons.data ? guardOf(lexicons.data.items) : undefined, [lexicons.data])
  const seen = useMemo(() => guard ? look(guard, settled, { apology: rule.data?.rule ?? 'allowed' }) : undefined, [guard, settled, rule.data])
  const [reason, setReason] = useState<string | null>(null)
  if (!seen || settled.trim() === '' || text !== settled) return seen && text.trim() !== '' ? <HintList findings={seen.findings} stale /> : null
  const { findings, manners } = seen
  const against = findings.filter(({ level }) => level === 'refuse')
  const mayAll = against.length > 0 && against.every(({ override }) => override === 'writer' || (override === 'lead' && can('text-guard.override')))
  const send = (by = sendAnyway) => { if (reason?.trim()) { by(reason.trim()); setReason(null) } }
  return (
    <div className="text-hints" role="status" aria-label={t('text-guard.hints')}>
      <HintList findings={findings} use={(one) => replace(one.start, one.end, one.suggestion ?? '')} />
      <p className="text-hints-foot quiet">
        <span className="text-hints-manners" title={t('text-guard.manners')}>{(['greeting', 'please', 'thanks'] as const).map((part) => <span key={part} data-has={manners[part] || undefined} aria-label={`${t(`text-guard.manners.${part}`)}: ${t(manners[part] ? 'text-guard.manners.has' : 'text-guard.manners.lacks')}`}>{t(`text-guard.manners.${part}`)}</span>)}</span>
        {mayAll && reason === null ? <Button type="link" size="small" onClick={() => setReason('')}>{t('text-guard.send-anyway')}</Button> : null}
      </p>
      {mayAll && reason !== null ? (
        <div className="text-hints-reason">
          <Input size="small" autoFocus value={reason} maxLength={500} placeholder={t('text-guard.reason')} aria-label={t('text-guard.reason')} onChange={(event) => setReason(event.target.value)} onKeyDown={(event) => {
            if (isComposing(event.nativeEvent)) return
            if (event.key === 'Enter') { event.preventDefault(); send() } else if (event.key === 'Escape') { event.stopPropagation(); setReason(null) }
          }} />
          <Button size="small" danger disabled={!reason.trim()} onClick={() => send()}>{t('text-guard.send-anyway')}</Button>
          {sendLaterAnyway ? <Button size="small" disabled={!reason.trim()} onClick={() => send(sendLaterAnyway)}>{t('text-guard.send-later')}</Button> : null}
        </div>
      ) : null}
    </div>
  )
}

/** Of the same words the first; what holds the text back before what only asks for care. */
function HintList({ findings, use, stale = false }: { findings: readonly Finding[]; use?: (one: Finding) => void; stale?: boolean }) {
  const t = useT()
  const once = [...new Map(findings.map((one) => [`${one.code}${one.words}`, one])).values()].sort((a, b) => Number(b.level === 'refuse') - Number(a.level === 'refuse') || a.start - b.start)
  if (!once.length) return null
  const list = (
    <ul className="text-hints-list">
      {once.slice(0, SHOWN).map((one) => (
        <li key={`${one.code}${one.words}`} data-level={one.level}>
          <i aria-hidden /><span className="unseen">{t(`text-guard.level.${one.level}`)}</span>
          <span className="text-hints-said">{t(`${one.code}-words`, { words: one.words })} {one.suggestion ? <span className="quiet">{t('text-guard.instead', { text: one.suggestion })}</span> : null}</span>
          {one.suggestion && one.kind !== 'vague' && use ? <Button size="small" type="text" onClick={() => use(one)} aria-label={`${t('text-guard.use')} ${one.words}`}>{t('text-guard.use')}</Button> : null}
        </li>
      ))}
    </ul>
  )
  return stale ? <div className="text-hints">{list}</div> : list
}
