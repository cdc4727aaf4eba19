import type { Candidate } from './contract.ts'
import type { Queue } from './definition.ts'

/** Pure: who of those who could take a case is given it, and what spoke against each of the others. */

export interface Agent {
  id: string; name: string; available: boolean; connected: boolean; /** By the roster, where one is kept. */ onDuty: boolean; inTeam: boolean; load: number; capacity: number
  /** When they were last given something; null for never. */
  lastGivenAt: number | null
  /** Skill → level; a level of a day that has passed is `expired`. */
  skills: ReadonlyMap<string, { level: number; expired: boolean }>
  /** They were given this very case before and did nothing with it. */
  letItLie: boolean
  /** What their staff grade doesn't allow them to be given of this case. */
  aboveGrade: string | null
  /** A module above refuses them, with its code. */
  refused: string | null
}
type Judged = { verdict: Candidate['verdict']; detail: string | null }

/** The first thing that speaks against somebody; `possible` when nothing does. */
export function judge(agent: Agent, needs: Queue['needs']): Judged {
  if (!agent.available) return { verdict: 'absent', detail: null }
  if (!agent.connected) return { verdict: 'not-connected', detail: null }
  if (!agent.onDuty) return { verdict: 'off-duty', detail: null }
  if (!agent.inTeam) return { verdict: 'other-team', detail: null }
  for (const { skill, level } of needs) {
    const has = agent.skills.get(skill)
    if (!has || has.level < level) return { verdict: 'lacks-skill', detail: `${skill} ${has?.level ?? 0} < ${level}` }
    if (has.expired) return { verdict: 'skill-expired', detail: skill }
  }
  if (agent.aboveGrade) return { verdict: 'above-grade', detail: agent.aboveGrade }
  if (agent.refused) return { verdict: 'refused', detail: agent.refused }
  if (agent.letItLie) return { verdict: 'let-it-lie', detail: null }
  return agent.load >= agent.capacity ? { verdict: 'full', detail: `${agent.load}/${agent.capacity}` } : { verdict: 'possible', detail: null }
}

/**
 * The candidates in the order in which they are asked: `load` compares how full each is (a part-timer with room for four and two in hand is as full as one with
 * eight and four), then whose turn it is; `turn` the other way round. The id decides last, so that the same facts give the same answer.
 */
export function inOrderOf(by: Queue['by'], agents: readonly Agent[]): Agent[] {
  const load = (a: Agent, b: Agent) => a.load / a.capacity - b.load / b.capacity
  const turn = (a: Agent, b: Agent) => (a.lastGivenAt ?? 0) - (b.lastGivenAt ?? 0)
  return agents.toSorted((a, b) => (by === 'load' ? load(a, b) || turn(a, b) : turn(a, b) || load(a, b)) || (a.id < b.id ? -1 : 1))
}
