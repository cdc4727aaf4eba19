import type { LexiconBody } from '../lexicon-kind.ts'
import { phrases, proofs, words } from './written.ts'

/** Words that explain, defend or put forward a solution: they wait until the customer has said everything. No fault by themselves. */
export const explaining: LexiconBody = {
  name: { zh: '解释与辩解', en: 'Explaining and defending' }, finds: 'explaining', level: 'warn', override: 'writer',
  suggestion: { zh: '我在听，请您接着说。', en: 'I am listening, please go on.' },
  entries: phrases(`
    我解释一下 · 我来解释 · 容我解释 · 让我解释 · 跟您解释 · 向您解释 · 给您解释 · 和您解释 · 这是因为 · 那是因为 · 之所以 · 原因是 · 原因在于 · 是由于 · 主要是因为 · 其实是因为 · 按规定 · 按照规定 · 根据规定 · 按照公司规定 · 根据公司规定 · 按公司规定 · 按照合同 · 根据合同 · 根据条款 · 按照条款 · 按照流程规定
    我们的规定是 · 公司规定 · 您误会 · 这是误会 · 是您误解 · 您可能误解 · 不是我们的责任 · 不是我们的问题 · 并不是我们 · 我们并没有错 · 我们没有错 · 您操作不当 · 操作不当造成 · 解决方案是 · 处理方案是 · 我们的方案是
    let me explain · i will explain · the reason is · the reason was · this is because · that is because · it is because · this happened because · according to our · under our terms · under the contract · as per our policy · our policy is · per our policy · you misunderstood · you have misunderstood · a misunderstanding · not our fault · we did nothing wrong · our solution is · our proposal is
  `),
  harmless: words(`
    请您解释一下 · 请解释一下 · 不用解释 · 先不解释 · 不解释 · 您说的原因是 · 您认为原因是 · 不是您操作不当
    i will not explain · before i explain · not explain · you said the reason is
  `),
  tests: proofs(`
    + 我解释一下，这是因为旺季安装师傅不够。
    + 按照规定，超过七天不能退货。
    + 您误会了，当时说的是预约时间。
    + Let me explain: this happened because the part was late.
    + According to our terms the warranty has ended.
    - 我在听，请您接着说。
    - 您的心情我理解，请把经过慢慢说给我听。
    - 已经记下来了：周二上午没有人来，下午也没有电话。
    - 请问是哪一天发现漏水的？
    - I am listening, please go on. When did it begin?
    - I have written that down. Is there anything else?
  `),
}
