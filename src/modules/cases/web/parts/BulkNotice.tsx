import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

interface Props { notification: Notification; close: () => void }
/** That a bulk deed is over leads to how it went. */
export function BulkNotice({ notification: { code, params, subjectId }, close }: Props) {
  const t = useT()
  return <Link to={'/cases' as never} search={{ bulk: subjectId } as never} onClick={close}>{t(code, params)}</Link>
}
/** That one was given many cases leads to one's own. */
export function OwnCasesNotice({ notification: { code, params }, close }: Props) {
  const t = useT()
  return <Link to={'/cases' as never} search={{ handler: 'me' } as never} onClick={close}>{t(code, params)}</Link>
}
