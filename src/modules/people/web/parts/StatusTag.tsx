import { Tag } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'

/** Whether somebody works here or has left. */
export function StatusTag({ active }: { active: boolean }) {
  const t = useT()
  return <Tag color={active ? 'success' : 'default'}>{t(active ? 'staff.here' : 'staff.gone')}</Tag>
}
