/** What improvement lends to the screens above. */
export { findingText } from './proposals/Finding.tsx'
export { ProposalForm } from './proposals/ProposalForm.tsx'
export type { ProposalFinding } from '../proposals/contract.ts'
