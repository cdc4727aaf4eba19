/** Decisions about needs. Pure; server and screens know them alike. */

export const VOICE_KINDS = ['need', 'suggestion', 'defect', 'market-signal'] as const
export type VoiceKind = (typeof VOICE_KINDS)[number]
/** From what customers want to what they can buy; `declined` with a reason leaves the way. */
export const STAGES = ['gathered', 'accepted', 'production', 'launched', 'declined'] as const
export type Stage = (typeof STAGES)[number]
/** due: not yet taken up. sent: the outbox has it. held: nobody carries it yet. refused: it may not be sent. no-address: no e-mail is known. */
export const NOTICE_STATES = ['due', 'sent', 'held', 'refused', 'no-address'] as const

const WAYS: Readonly<Record<Stage, readonly Stage[]>> = {
  gathered: ['accepted', 'declined'], accepted: ['production', 'gathered', 'declined'], production: ['launched', 'accepted', 'declined'], launched: [], declined: ['gathered'],
}
/** Where a need may go from a stage. What is launched stays so: customers were told. */
export const waysFrom = (stage: Stage): readonly Stage[] => WAYS[stage]

export interface Gate { answered: number; open: number; direction: boolean; targetOn: boolean; launchNote: boolean; why: boolean }
/** What is still missing before a need may stand in a stage: each with the field that brings it. */
export function againstStage(to: Stage, { answered, open, direction, targetOn, launchNote, why }: Gate): { path: string; code: string }[] {
  const missing = (ok: boolean, path: string, code: string) => ok ? [] : [{ path, code }]
  switch (to) {
    case 'accepted': return [...missing(answered > 0, 'departmentId', 'need.not-answered'), ...missing(open === 0, 'departmentId', 'need.answer-awaited'), ...missing(direction, 'direction', 'need.direction-missing')]
    case 'production': return missing(targetOn, 'targetOn', 'need.target-missing')
    case 'launched': return missing(launchNote, 'launchNote', 'need.launch-note-missing')
    case 'declined': return missing(why, 'why', 'need.why-missing')
    default: return []
  }
}
