import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** A digest that is out: its sentence, which leads to it. */
export function DigestNotice({ notification: { code, params }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={`/complaint-digests/${String(params['month'])}` as string} onClick={close}>{t(code, params)}</Link>
}
