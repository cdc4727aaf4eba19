/** What teamwork's screens lend to the screens above. */
export { CaseFeedback } from './parts/CaseFeedback.tsx'
