import { shipped } from '../../../kernel/definitions.ts'
import type { OptionBody } from './option-kind.ts'
import { optionKind } from './option-kind.ts'

const option = (key: string, sort: number, zh: string, en: string, aboutZh: string, aboutEn: string, more: Partial<OptionBody> = {}) =>
  shipped(optionKind, key, { name: { zh, en }, about: { zh: aboutZh, en: aboutEn }, sort, ways: [], alwaysAsks: false, goodwill: false, ...more })

/** The catalogue of solutions (handbook of service staff 3.3.4, and compensation in 3.4 of the second). A company publishes its own beside them. */
export const shippedOptions = [
  option('explain', 10, '解释说明', 'Explain', '说清原因和规则，客户理解即可，不涉及费用', 'Say why and by which rule; it costs nothing'),
  option('repair', 20, '维修', 'Repair', '免费修复产品或上门处理', 'Mend it, at our place or theirs, free of charge'),
  option('redo', 30, '重新服务', 'Do it again', '重新安装、重新配送或重做一次服务', 'Install, deliver or serve once more'),
  option('replace', 40, '换货', 'Replace', '更换同型号或同价值的产品', 'Another one of the same kind or value'),
  option('refund', 50, '退款', 'Refund', '全额或部分退还货款、服务费', 'Give back the price or a part of it', { ways: ['refund'] }),
  option('compensate', 60, '补偿', 'Compensate', '优惠券、积分、礼品或现金，弥补客户的损失和不便', 'Coupon, points, a gift or money for loss and trouble', { ways: ['coupon', 'points', 'gift', 'refund'] }),
  option('goodwill', 70, '额外心意', 'Goodwill', '问题解决之外的一点心意，不需要客户先表态', 'A gesture beside the solution; the customer need not accept it first', { ways: ['coupon', 'points', 'gift'], goodwill: true }),
]
