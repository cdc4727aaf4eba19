import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { account } from '../../contract.ts'

/** For whoever came in by a temporary password and went on without changing it: nothing else is open to them. */
export function PasswordNotice() {
  const t = useT()
  const { staff, permissions } = useSession()
  const me = useQuery({ ...query(account.me, {}), enabled: staff !== null && permissions.length === 0 })
  return me.data?.mustChangePassword ? <Alert banner type="warning" title={<span className="people-notice-line">{t('password.change-now')}<Link to={'/me' as string}>{t('password.change')}</Link></span>} /> : null
}
