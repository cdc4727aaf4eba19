import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** That somebody looked at unusually many customers leads to the list of such. */
export function AccessNotice({ notification: { code, params }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={'/access-alerts' as string} search={{ open: 'true' } as never} onClick={close}>{t(code, params)}</Link>
}
