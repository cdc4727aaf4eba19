import { UserOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'

export function ProfileLink({ close }: { close: () => void }) {
  const t = useT()
  return <Link to={'/me' as string} className="user-line" onClick={close}><UserOutlined aria-hidden />{t('account.mine')}</Link>
}
