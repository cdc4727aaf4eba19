import { Tag } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { Audit } from '../../audits/contract.ts'

const TONE = { planned: 'blue', held: 'gold', closed: 'green', cancelled: 'default' } as const
export function AuditTag({ of }: { of: Pick<Audit, 'state' | 'overdue'> }) {
  const t = useT()
  return of.overdue ? <Tag color="red">{t('process-audit.overdue')}</Tag> : <Tag color={TONE[of.state]}>{t(`process-audit.state.${of.state}`)}</Tag>
}
