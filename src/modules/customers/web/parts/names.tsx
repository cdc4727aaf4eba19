import { BankOutlined, UserOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { Customer } from '../../contract.ts'

/** A person or an organisation, at a glance. */
export function TypeMark({ type }: { type: Customer['type'] }) {
  const t = useT()
  const Mark = type === 'person' ? UserOutlined : BankOutlined
  return <Mark className="quiet" title={t(`customer.type.${type}`)} aria-label={t(`customer.type.${type}`)} />
}

/** A customer by name, leading to the record. A name from outside may turn the direction of writing: it stands apart. */
export function CustomerLink({ of: { id, name } }: { of: { id: string; name: string } }) {
  const t = useT()
  return name ? <Link to={`/customers/${id}` as string} className="clip"><bdi>{name}</bdi></Link> : <span className="quiet">{t('customer.erased')}</span>
}

export function BinTag() {
  const t = useT()
  return <Tag color="warning">{t('customer.in-bin')}</Tag>
}
