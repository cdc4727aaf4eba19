import type { LexiconBody } from '../lexicon-kind.ts'
import { pairs, phrases, proofs, words } from './written.ts'

/** Money, goods and work for nothing. That somebody comes to look, or that it is put right, is help and may be said at once. */
const offers = [
  ...pairs('给您 · 为您 · 帮您 · 替您', '换 · 更换 · 退 · 赔 · 补发 · 补寄 · 补偿 · 补上 · 补差 · 免费 · 减免 · 打折 · 打…折 · 优惠 · 重新安装 · 重新发 · 重新寄 · 重新做 · 重做 · 重装 · 申请补偿 · 申请…补偿 · 申请退 · 申请换 · 申请赔 · 安排退 · 安排换 · 办理退 · 办理换 · 赠送 · 报销 · 抵扣 · 免了 · 免去 · 免掉 · 延长保修'),
  ...pairs('给您', '…券 · …红包 · …积分 · …会员 · …备用 · 寄一 · 寄个 · 寄…新 · 发一 · 发…新 · 送一 · 送个 · …作为补偿'),
  ...pairs('我们 · 我们会 · 我们将 · 我们来 · 我们负责 · 我们愿意 · 我们承担 · 可以 · 马上 · 立刻 · 直接 · 来店里', '退 · 换 · 赔 · 补偿 · 免费 · 减免'),
  ...pairs('退 · 换 · 赔 · 补 · 发 · 寄 · 送', '给您', '…'),
  ...words(`
    退给您 · 退还您 · 退还给您 · 退回给您 · 退您 · 换给您 · 赔给您 · 补给您 · 补偿您 · 赔偿您 · 赔您 · 补您 · 送您 · 赠您 · 赠送您 · 送给您 · 免费给您 · 免费为您 · 免费帮您 · 可以先给您
    全额退 · 原价退 · 原路退给 · 以换代修 · 您可以…退货 · 您可以…退款 · 您可以…换货 · 我们出运费 · 运费我们 · 费用我们 · 我们承担费用 · 我们承担运费 · 费用由我们 · 运费由我们 · 我们补差价 · 费…给您免
    安排师傅…换 · 派师傅…换 · 派工程师…换 · 建议您换 · 建议您退 · 建议您升级 · 建议您重启 · 建议您更换 · 就能解决 · 就可以解决
  `),
  ...pairs("will · can · could · would · we'll · i'll · happy to · going to · like to · let us · let me", 'refund · replace · exchange · compensate · reimburse · waive · credit · swap · discount', ' '),
  ...pairs('will be · can be · going to be', 'refunded · replaced · exchanged · compensated · reimbursed · waived · credited · swapped', ' '),
  ...pairs("you will get · you'll get · you will receive · you'll receive", 'new · refund · replacement · voucher · coupon · discount · credit · back', '…'),
  ...pairs('offer~', 'refund · replacement · discount · voucher · coupon · compensation · credit · repair · exchange', '…'),
  ...pairs('give you', 'back · refund · voucher · coupon · discount · credit · new · free · replacement', '…'),
  ...pairs('send you', 'new · replacement · another · free', '…'),
  ...words(`
    we can offer · i can offer · we offer you · per cent off · percent off · refund you · get…money back · get…of it back · send…a replacement · ship…replacement · ship you · full refund · partial refund · replace~…free · repair~…free · fix…free · free of charge · at no cost · at no charge · at no extra cost · no extra charge
    waive…fee · waive…charge · credited your account · credit your account · compensate you · reimburse you · entitled to · how about a discount · a discount of · discount on your next · you can return · you may return · the solution is · as compensation
  `),
]
/** What the customer said, asked for, was promised or is asked about is heard and not offered. */
const heard = [
  ...pairs('您要求 · 您希望 · 您想 · 您说 · 您提到 · 您提出 · 您问 · 您认为 · 您觉得 · 您买的时候 · 您当时 · 客服说 · 同事说 · 同事答应 · 师傅说 · 店员说 · 商家说 · 有人说 · 对方说 · 答应 · 承诺 · 说好 · 告诉您 · 是否 · 有没有 · 是不是 · 什么时候 · 谁 · 哪', '换 · 退 · 赔 · 补 · 修 · 免费 · 券 · 折 · 导致 · 解决 · 安排师傅 · 安排工程师 · 派师傅 · 派工程师 · 质量问题 · 免', '…'),
  ...words(`
    您的退款 · 给您换过 · 给您修过 · 给您修没 · 给您修正 · 给您退过 · 给您补过 · 给您换的 · 给您修的 · 给您换了 · 给您修了 · 给您退了 · 给您打折了 · 退给您了 · 退给您没有 · 帮您修改 · 为您修改 · 给您修改 · 换人 · 换个人 · 换个时间 · 换个安静 · 帮您换个 · 发送给您 · 发给您 · 给您换一位 · 帮您换一位 · 为您换一位 · 安排的师傅 · 导致了什么 · 导致什么 · 导致您
  `),
  ...pairs('you asked · you said · you want · you wanted · you were · you would like · you tried · you requested · you had · did they · did anyone · did the · did you · did he · did she · have they · has anyone · has the · were you · was the · was there · when did · when was · who · which · what · how much · said · say · says · claimed · told you · promised · so the · asked for', 'refund · back · free · new · replacement · replace · replaced · repair · repaired · fix · fixed · voucher · coupon · discount · credit · compensation · compensate · exchange · fee · return · caused by · no cost · no charge · no extra cost · designed · reset · technician · engineer', '…'),
]

/** Words that explain, defend or put forward a solution: they wait until the customer has said everything. No fault by themselves. */
export const explaining: LexiconBody = {
  name: { zh: '解释与辩解', en: 'Explaining and defending' }, finds: 'explaining', level: 'warn', override: 'writer',
  suggestion: { zh: '我在听，请您接着说。', en: 'I am listening, please go on.' },
  entries: phrases(`
    我解释一下 · 我来解释 · 容我解释 · 让我解释 · 跟您解释 · 向您解释 · 给您解释 · 和您解释 · 这是因为 · 那是因为 · 之所以 · 原因是 · 原因在于 · 是由于 · 主要是因为 · 其实是因为 · 按规定 · 按照规定 · 根据规定 · 按照公司规定 · 根据公司规定 · 按公司规定 · 按照合同 · 根据合同 · 根据条款 · 按照条款 · 按照流程规定
    我们的规定是 · 公司规定 · 您误会 · 这是误会 · 是您误解 · 您可能误解 · 不是我们的责任 · 不是我们的问题 · 并不是我们 · 我们并没有错 · 我们没有错 · 您操作不当 · 操作不当造成 · 解决方案是 · 处理方案是 · 我们的方案是
    因为 · 由于 · 导致 · 正常现象 · 不是质量问题 · 使用习惯 · 其实这个 · 当时正 · 正赶上 · 并不是有人 · 不是故意 · 没有故意 · 不是有意 · 事先…不知 · 我们也不知 · 并不知情 · 人手紧张 · 人手不足 · 没办法的事 · 难免 · 照章 · 按照平台 · 平台规定 · 按协议 · 根据协议 · 按照协议 · 按照约定 · 不允许退 · 不支持退 · 不支持七天 · 无法退 · 不能退 · 您…勾选过 · 您…同意过 · 是新来的 · 给您延保 · 愿意承担 · 我们承担…费 · 所以…送错 · 所以才 · 第三方 · 不归我们 · 也没办法 · 我们已经尽力 · 说明一下情况 · 跟您说明 · 向您说明 · 和您说明 · 您理解一下 · 请您理解 · 请您谅解 · 请您体谅
    because · due to · owing to
    let me explain · i will explain · the reason is · the reason was · this is because · that is because · it is because · this happened because · according to our · under our terms · under the contract · as per our policy · our policy is · per our policy · you misunderstood · you have misunderstood · a misunderstanding · not our fault · we did nothing wrong · our solution is · our proposal is
    which is why · that's why · hence · what happened is · most likely happened · hygiene rules · rules prevent · prevent us from · not in a position · aren't in a position · peak season · overwhelmed · short of staff · short-staffed · comes from · isn't covered · is not covered · not covered by · didn't mean to · did not mean to · wasn't meant · normally clears · usually clears · usually helps · beyond our control
    was caused by · were caused by · is caused by · actually it · actually this · actually that · that is how · by design · is designed · nothing we can do · out of our control · please understand · let me clarify · to be fair
  `).concat(offers.map((phrase) => ({ phrase }))),
  harmless: [...heard, ...words(`
    请您解释一下 · 跟您解释说 · 您…解释 · 请您说明 · 您…说明一下情况 · 请解释一下 · 不用解释 · 先不解释 · 不解释 · 您说的原因是 · 您认为原因是 · 不是您操作不当
    因为什么 · 因为哪 · 是因为…吗 · 是不是因为 · 是否因为 · 因为您 · 您因为 · 您是因为 · 您说…因为 · 您认为…因为 · 您觉得…因为 · 由于什么 · 您由于 · 您说…由于 · 是否由于 · 是不是由于
    is it because · was it because · because of what · because you · you said…because · you were told…because · due to what
    i will not explain · before i explain · not explain · you said the reason is
  `)],
  tests: proofs(`
    + 我解释一下，这是因为旺季安装师傅不够。
    + 按照规定，超过七天不能退货。
    + 您误会了，当时说的是预约时间。
    + Let me explain: this happened because the part was late.
    + According to our terms the warranty has ended.
    + 因为系统故障，所以延误了。
    + 由于天气原因，快递停运了两天。
    + 我们可以给您退款。
    + It was late because of the snow.
    + We can refund the full amount.
    + We offer a refund of 20 yuan.
    + We will give you your money back.
    + Our engineer will replace the pump for free.
    + 我们给您换一台新的，您看行吗？
    + 我们可以补偿您一张优惠券。
    + 我们为您免费维修。
    - 您说希望换一台新的，我已经记下来了。
    - You asked for your money back, and I have written that down.
    - 您因为等了三天很着急，我理解，请接着说。
    - 请问是因为什么打不开机的？
    - 您希望我们给您退款，这个诉求我记下了。
    - You said the seller refused because of the box; I have written that down.
    - 我在听，请您接着说。
    - 您的心情我理解，请把经过慢慢说给我听。
    - 已经记下来了：周二上午没有人来，下午也没有电话。
    - 请问是哪一天发现漏水的？
    - I am listening, please go on. When did it begin?
    - I have written that down. Is there anything else?
  `),
}
