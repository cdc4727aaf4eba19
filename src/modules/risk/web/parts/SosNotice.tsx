import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** A call for help: leads to where it is answered. */
export function SosNotice({ notification: { code, params }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={'/sos' as string} className="sos-notice" onClick={close}>{t(code, params)}</Link>
}
