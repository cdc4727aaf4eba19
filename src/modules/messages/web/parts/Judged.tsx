import './text-hints.css'
import { useT } from '../../../../kernel/web/words.ts'
import { look } from '../../guard/rules.ts'
import type { Guard } from '../../guard/rules.ts'

/** What a guard finds in a text, as it would be told while nobody has judged who is liable. */
export function Judged({ guard, text }: { guard: Guard; text: string }) {
  const t = useT()
  const { findings } = look(guard, text, { apology: 'warned' })
  if (!findings.length) return <p className="quiet" role="status">{t('text-guard.none')}</p>
  return <ul className="text-hints-list lexicon-judged" role="status">{findings.map((one) => <li key={`${one.start}${one.code}`} data-level={one.level}><i aria-hidden /><span className="text-hints-said">{t(`${one.code}-words`, { words: one.words })} {one.suggestion ? <span className="quiet">{t('text-guard.instead', { text: one.suggestion })}</span> : null}</span></li>)}</ul>
}
