import { Tag } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { Coupon } from '../../contract.ts'

const COLOURS = { issued: 'green', redeemed: 'default', revoked: 'red', expired: 'default' } as const
/** Whether a coupon is still good. */
export function CouponTag({ state }: { state: Coupon['state'] }) {
  const t = useT()
  return <Tag color={COLOURS[state]} variant="filled">{t(`coupon.state.${state}`)}</Tag>
}
