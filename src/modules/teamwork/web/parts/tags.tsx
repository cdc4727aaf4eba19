import '../teamwork.css'
import { useT } from '../../../../kernel/web/words.ts'

/** A state in words, with a mark of what it means. */
export function StateTag({ noun, state, late = false }: { noun: 'meeting' | 'decision' | 'memo' | 'department-request' | 'agreement'; state: string; late?: boolean }) {
  const t = useT()
  return <span className="teamwork-state" data-state={late ? 'late' : state}><i aria-hidden />{t(late ? `${noun}.overdue` : `${noun}.state.${state}`)}</span>
}

/** How far people agreed. */
export function ConsensusTag({ level }: { level: string }) {
  const t = useT()
  return <span className="teamwork-consensus" data-level={level}>{t(`decision.consensus.${level}`)}</span>
}
