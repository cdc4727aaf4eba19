import { GiftOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frame, need } from '../../../kernel/web/shell.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'

const list = createRoute({ getParentRoute: () => frame, path: '/coupons', beforeLoad: need('coupon.redeem'), component: lazyRouteComponent(() => import('./CouponList.tsx'), 'CouponList') })

export const ledgerWeb: WebModule = {
  name: 'ledger', routes: [list],
  menu: [{ to: '/coupons', label: 'coupon.plural', icon: <GiftOutlined aria-hidden />, permission: 'coupon.redeem', group: 'quality', order: 16 }],
  commands: [{ key: 'coupon.redeem', label: 'coupon.redeem', icon: <GiftOutlined />, permission: 'coupon.redeem', to: '/coupons?redeem=1' }],
}
