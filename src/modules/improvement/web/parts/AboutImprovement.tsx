import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** What a task is about, as a link. */
export function AboutImprovement({ id }: { id: string }) {
  const t = useT()
  return <Link to={`/improvements/${id}` as string} className="clip">{t('improvement.one')}</Link>
}
/** That departments have answered, or that it was decided: the sentence, which leads to the proposal. */
export function ImprovementNotice({ notification: { code, params, subjectId }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={`/improvements/${subjectId}` as string} onClick={close}>{t(code, params)}</Link>
}
