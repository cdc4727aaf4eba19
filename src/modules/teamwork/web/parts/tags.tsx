import '../teamwork.css'
import { useT } from '../../../../kernel/web/words.ts'
import type { Request } from '../../contract.ts'

/** A state in words, with a mark of what it means. */
export function StateTag({ noun, state, late = false }: { noun: 'meeting' | 'decision' | 'memo' | 'department-request' | 'agreement' | 'inspection' | 'work-summary' | 'paper-request' | 'suggestion' | 'feedback' | 'topic'; state: string; late?: boolean }) {
  const t = useT()
  return <span className="teamwork-state" data-state={late ? 'late' : state}><i aria-hidden />{t(late ? `${noun}.overdue` : `${noun}.state.${state}`)}</span>
}

/** How far people agreed. */
export function ConsensusTag({ level }: { level: string }) {
  const t = useT()
  return <span className="teamwork-consensus" data-level={level}>{t(`decision.consensus.${level}`)}</span>
}

/** How a request between departments stands; while something is asked back it waits for the asker. */
export function RequestState({ of: { state, overdue, askedBackAt } }: { of: Pick<Request, 'state' | 'overdue' | 'askedBackAt'> }) {
  const t = useT()
  return state === 'open' && askedBackAt ? <span className="teamwork-state" data-state="waiting"><i aria-hidden />{t('department-request.waits-for-asker')}</span> : <StateTag noun="department-request" state={state} late={overdue} />
}
