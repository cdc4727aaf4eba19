import type { LexiconBody } from '../lexicon-kind.ts'
import { phrases, proofs, words } from './written.ts'

/** Words that explain, defend or put forward a solution: they wait until the customer has said everything. No fault by themselves. */
export const explaining: LexiconBody = {
  name: { zh: '解释与辩解', en: 'Explaining and defending' }, finds: 'explaining', level: 'warn', override: 'writer',
  suggestion: { zh: '我在听，请您接着说。', en: 'I am listening, please go on.' },
  entries: phrases(`
    我解释一下 · 我来解释 · 容我解释 · 让我解释 · 跟您解释 · 向您解释 · 给您解释 · 和您解释 · 这是因为 · 那是因为 · 之所以 · 原因是 · 原因在于 · 是由于 · 主要是因为 · 其实是因为 · 按规定 · 按照规定 · 根据规定 · 按照公司规定 · 根据公司规定 · 按公司规定 · 按照合同 · 根据合同 · 根据条款 · 按照条款 · 按照流程规定
    我们的规定是 · 公司规定 · 您误会 · 这是误会 · 是您误解 · 您可能误解 · 不是我们的责任 · 不是我们的问题 · 并不是我们 · 我们并没有错 · 我们没有错 · 您操作不当 · 操作不当造成 · 解决方案是 · 处理方案是 · 我们的方案是
    因为 · 由于 · 可以给您退 · 可以给您换 · 可以给您赔 · 可以给您补 · 可以为您退 · 可以为您换 · 可以为您赔 · 给您退款 · 给您退货 · 给您换货 · 给您换新 · 给您赔偿 · 给您补偿 · 为您退款 · 为您换货 · 办理退款 · 办理退货 · 办理换货
    because · due to · owing to · we can refund · we will refund · we can replace · we will replace · we can compensate · we will compensate · we can offer you · we would like to offer you
    let me explain · i will explain · the reason is · the reason was · this is because · that is because · it is because · this happened because · according to our · under our terms · under the contract · as per our policy · our policy is · per our policy · you misunderstood · you have misunderstood · a misunderstanding · not our fault · we did nothing wrong · our solution is · our proposal is
  `),
  harmless: words(`
    请您解释一下 · 请解释一下 · 不用解释 · 先不解释 · 不解释 · 您说的原因是 · 您认为原因是 · 不是您操作不当
    因为什么 · 因为哪 · 是因为…吗 · 是不是因为 · 是否因为 · 因为您 · 您因为 · 您是因为 · 您说…因为 · 您认为…因为 · 您觉得…因为 · 由于什么 · 您由于 · 您说…由于 · 是否由于 · 是不是由于
    您要求…退款 · 您要求…退货 · 您要求…换货 · 您要求…换新 · 您要求…赔偿 · 您要求…补偿 · 您希望…退款 · 您希望…退货 · 您希望…换货 · 您希望…换新 · 您希望…赔偿 · 您希望…补偿 · 您想…退款 · 您想…退货 · 您想…换货 · 您说…退款 · 您说…退货 · 您说…换货 · 您说…赔偿
    is it because · was it because · because of what · because you · you said…because · you were told…because · due to what
    i will not explain · before i explain · not explain · you said the reason is
  `),
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
