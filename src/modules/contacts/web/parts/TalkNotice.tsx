import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** A call that wants a look: leads to all such calls. */
export function TalkNotice({ notification: { code, params }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={'/interactions?flagged=true' as string} onClick={close}>{t(code, params)}</Link>
}
