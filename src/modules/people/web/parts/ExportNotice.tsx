import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../contract.ts'

/** That an export waits, or what became of one, leads to the record of exports. */
export function ExportNotice({ notification: { code, params }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={'/exports' as never} onClick={close}>{t(code, params)}</Link>
}
