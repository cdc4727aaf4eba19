/** What clocks lend to other screens. */
export { DueBadge } from './DueBadge.tsx'
export { WhyDue } from './WhyDue.tsx'
export type { FactWords } from './clock-words.ts'
export { conditionText } from './clock-words.ts'
