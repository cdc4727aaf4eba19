import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** A notice of a metric out of the ordinary; leads to the metric on that day. */
export function AnomalyNotice({ notification: { code, params }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={`/figures/${String(params['key'])}` as string} search={{ to: String(params['day']) } as never} onClick={close}>{t(code, params)}</Link>
}
