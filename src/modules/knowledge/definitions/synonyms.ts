import { z } from 'zod'
import { Bilingual } from '../../../kernel/contract.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { definitionKind, shipped } from '../../../kernel/definitions.ts'

const Word = z.string().trim().min(1).max(40)
const SynonymBody = z.strictObject({ name: Bilingual, /** Words of a group mean the same when somebody searches. */ groups: z.array(z.array(Word).min(2).max(12)).max(2_000) })
export const synonymKind = definitionKind('synonyms', SynonymBody, (body) => body.groups)

/** Every group of words that mean the same, of all definitions in force. */
export const synonymsOf = (ctx: Pick<Ctx, 'definitions' | 'now'>): string[][] => ctx.definitions.keys(synonymKind, ctx.now).flatMap((key) => ctx.definitions.current(synonymKind, key, ctx.now).is)

export const serviceSynonyms = shipped(synonymKind, 'service', {
  name: { zh: '客服常用同义词', en: 'Synonyms of customer service' },
  groups: [
    ['退款', '退钱', '返款', '退回货款', 'refund'], ['退货', '退换', '换货', '退还商品'], ['快递', '物流', '配送', '送货', '派送', 'delivery', 'shipping'], ['运费', '邮费', '快递费'], ['发票', '开票', '票据', 'invoice'],
    ['密码', '口令', 'password'], ['登录', '登陆', '登入', 'sign in', 'log in', 'login'], ['注册', '开户', 'sign up', 'register'], ['账号', '帐号', '账户', '帐户', 'account'], ['手机', '电话', '移动电话', 'phone'],
    ['打不开', '无法打开', '不能打开', '进不去'], ['坏了', '故障', '出毛病', '不能用', '用不了', 'broken', 'not working'], ['维修', '修理', '报修', '检修', 'repair'], ['保修', '质保', '包修', 'warranty'], ['安装', '装机', '上门装', 'install', 'installation'],
    ['没收到', '未收到', '没有收到', '收不到'], ['丢失', '丢了', '遗失', '丢件', 'lost'], ['取消', '撤销', '不要了', 'cancel'], ['修改', '更改', '变更', '更换', 'change'], ['地址', '收货地址', 'address'],
    ['优惠券', '代金券', '折扣券', '红包', 'coupon', 'voucher'], ['会员', 'vip', '贵宾', 'membership'], ['积分', '点数', 'points'], ['扣款', '扣费', '收费', '多收', 'charge'], ['价格', '价钱', '多少钱', '费用', 'price', 'cost'],
    ['投诉', '举报', '申诉', 'complaint'], ['赔偿', '补偿', '赔付', 'compensation'], ['转账', '汇款', '打款', 'transfer'], ['银行卡', '储蓄卡', 'bank card'], ['网络', '上网', 'wifi', '宽带', 'network'], ['卡顿', '很慢', '太慢', '反应慢', 'slow'],
    ['营业时间', '上班时间', '几点开门', 'opening hours'], ['人工', '人工客服', '真人'], ['删除', '注销', 'delete'], ['下载', '安装包', 'download'], ['打印机', 'printer'], ['屏幕', '显示屏', 'screen'], ['充电', '充不进电', 'charging'],
  ],
} as never)
