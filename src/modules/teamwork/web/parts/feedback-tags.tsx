import '../teamwork.css'
import { useT } from '../../../../kernel/web/words.ts'
import type { Feedback } from '../../feedback/contract.ts'

/** Praise, criticism or an idea. */
export function ToneTag({ tone }: { tone: Feedback['tone'] }) {
  const t = useT()
  return <span className="teamwork-tone" data-tone={tone}>{t(`feedback.tone.${tone}`)}</span>
}
