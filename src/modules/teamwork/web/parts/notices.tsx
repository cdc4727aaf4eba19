import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

interface Props { notification: Notification; close: () => void }
function Sentence({ notification: { code, params, subjectId }, close, at }: Props & { at: string }) {
  const t = useT()
  return <Link to={`/${at}/${subjectId}` as string} onClick={close}>{t(code, params)}</Link>
}
/** Notifications about meetings, messages with receipt and requests between departments: each leads to its record. */
export const MeetingNotice = (props: Props) => <Sentence {...props} at="meetings" />
export const MemoNotice = (props: Props) => <Sentence {...props} at="memos" />
export const RequestNotice = (props: Props) => <Sentence {...props} at="department-requests" />
export const SummaryNotice = (props: Props) => <Sentence {...props} at="work-summaries" />
export const SuggestionNotice = (props: Props) => <Sentence {...props} at="suggestions" />
export const FeedbackNotice = (props: Props) => <Sentence {...props} at="feedback" />
export const TopicNotice = (props: Props) => <Sentence {...props} at="topics" />
export const PaperNotice = (props: Props) => <Sentence {...props} at="paper-requests" />
