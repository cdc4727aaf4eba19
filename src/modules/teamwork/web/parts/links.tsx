import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'

function One({ to, word, label }: { to: string; word: string; label?: string | null | undefined }) {
  const t = useT()
  return <Link to={to as string} className="clip">{label ?? t(word)}</Link>
}
/** What a task is about, as a link. */
export const AboutMeeting = ({ id }: { id: string }) => <One to={`/meetings/${id}`} word="meeting.one" />
export const AboutDecision = ({ id }: { id: string }) => <One to={`/decisions/${id}`} word="decision.one" />
export const AboutMemo = ({ id }: { id: string }) => <One to={`/memos/${id}`} word="memo.one" />
export const AboutRequest = ({ id }: { id: string }) => <One to={`/department-requests/${id}`} word="department-request.one" />
export const AboutInspection = ({ id }: { id: string }) => <One to={`/inspections/${id}`} word="inspection.one" />
export const AboutAudit = ({ id }: { id: string }) => <One to={`/process-audits/${id}`} word="process-audit.one" />
export const AboutPaper = ({ id }: { id: string }) => <One to={`/paper-requests/${id}`} word="paper-request.one" />
export const AboutSummary = ({ id }: { id: string }) => <One to={`/work-summaries/${id}`} word="work-summary.one" />
export const AboutSuggestion = ({ id }: { id: string }) => <One to={`/suggestions/${id}`} word="suggestion.one" />
export const AboutFeedback = ({ id }: { id: string }) => <One to={`/feedback/${id}`} word="feedback.one" />
export const AboutReview = () => <One to="/reviews" word="review.one" />

interface Behind { id: string; label: string | null }
/** A record behind a figure. */
export const FigureMemo = ({ id, label }: Behind) => <One to={`/memos/${id}`} word="memo.one" label={label} />
export const FigureRequest = ({ id, label }: Behind) => <One to={`/department-requests/${id}`} word="department-request.one" label={label} />
export const FigureDecision = ({ id, label }: Behind) => <One to={`/decisions/${id}`} word="decision.one" label={label} />
export const FigureSuggestion = ({ id, label }: Behind) => <One to={`/suggestions/${id}`} word="suggestion.one" label={label} />
export const FigureFeedback = ({ id, label }: Behind) => <One to={`/feedback/${id}`} word="feedback.one" label={label} />
