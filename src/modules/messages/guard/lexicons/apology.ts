import type { LexiconBody } from '../lexicon-kind.ts'
import { phrases, proofs, words } from './written.ts'

/** Words that take the blame. Whether they may leave is decided by the liability of the case, not here. */
export const apology: LexiconBody = {
  name: { zh: '致歉用语', en: 'Apologies' }, finds: 'apology', level: 'warn', override: 'lead',
  suggestion: { zh: '感谢您的反映，我理解您的心情。', en: 'Thank you for telling us; I understand how you feel.' },
  entries: phrases(`
    报歉 · 是我们的不对 · 是我的不对 · 我们的不是 · 对不起 · 对不住 · 对您不住 · 抱歉 · 致歉 · 道歉 · 歉意 · 歉疚 · 谢罪 · 请罪 · 赔罪 · 赔礼 · 赔个不是 · 赔不是 · 陪不是 · 赔个礼 · 不好意思 · 请原谅 · 请您原谅 · 求您原谅 · 望原谅 · 请见谅 · 请您见谅 · 敬请见谅 · 望见谅 · 敬请谅解 · 请您谅解 · 望您海涵 · 请海涵 · 多多包涵
    请包涵 · 请您包涵 · 过意不去 · 深感愧疚 · 深感内疚 · 很内疚 · 非常内疚 · 十分内疚 · 万分愧疚 · 惭愧 · 愧对 · 辜负了您 · 是我们的错 · 是我们错了 · 是我们不对 · 我们做得不对 · 我们做错了 · 我们的过错 · 我们的过失 · 我们的失误 · 我们的疏忽 · 我们的疏漏 · 我们工作的疏忽 · 我们难辞其咎
    责任在我们 · 都怪我们 · 怪我们 · 是我的错 · 是我的失误 · 是我的疏忽 · 我错了 · sorry · sorrry · soz · apologise~ · apology · apologies · apologetic · pardon us · pardon our · pardon me · forgive us
    forgive me · beg your forgiveness · beg your pardon · mea culpa · my bad · our bad · we deeply regret · we sincerely regret · we very much regret · we regret the · we regret any
    we regret that we · we regret our · we regret this · we regret your · i regret the · regret any inconvenience · regret the inconvenience · we feel terrible · i feel terrible
    we feel awful · i feel awful · we are ashamed · i am ashamed · we are to blame · our fault · our own fault · my fault · our mistake · my mistake · make it up to you
    we take full responsibility · we take the blame · we let you down · i let you down
  `),
  harmless: words(`
    致歉函 · 致歉信 · 道歉信 · 道歉函 · the sorry state · 公开道歉信模板 · 道歉信样本 · 不好意思说 · 不好意思开口 · 不好意思问 · 对不起良心 · 对得起 · 说不好意思 · 歉意金 · better safe than sorry · sorry for yourself · feel sorry · feeling sorry · a sorry state · sorry sight
    a sorry tale · board game sorry · the game sorry · sorry sorry · not our fault · not my fault · not our mistake · our mistake-proof · i beg your pardon · our fault code
    our fault report · our fault line
  `),
  tests: proofs(`
    + 非常抱歉，是我们发错了颜色。
    + 對此我們深表歉意。
    + 请允许我们说一声“对不起”。
    + We are sorry for the broken parts.
    + s o r r y about that
    - 不好意思，让您久等了。
    - 抱歉让您久等了，请问您的订单号是多少？
    - 很抱歉这么晚才回复您。
    - 您说“他们从来不道歉”，我已记录。
    - 师傅已经当面向您道歉。
    - 您不必道歉。
    - 《对不起，我爱你》已到货。
    - 抱歉，我没听清，请您再说一遍好吗？
    - 我们收到了对方公司的致歉函，已附在后面。
    + 抱歉，没听您的意见就改了方案，是我们不对。
    - Sorry, could you spell your surname for me?
    - The sorry state of the box is clear in your photo.
    - Sorry to keep you waiting.
    - You do not have to apologise.
    - Better safe than sorry.
  `),
}
/** Apologies that are allowed whoever is liable: an apology beside one of these is for waiting, for a late answer, or only asks leave to speak. */
export const waiting: LexiconBody = {
  name: { zh: '允许的致歉：等候与打扰', en: 'Allowed apologies: waiting and interrupting' }, finds: 'waiting', level: 'warn', override: 'writer', suggestion: { zh: '', en: '' },
  entries: phrases(`
    久等 · 等了这么久 · 等这么久 · 等了很久 · 等了半天 · 等待了 · 让您等 · 等候多时 · 您等候 · 等候的时间 · 这么晚才回复 · 这么晚才联系 · 这么晚才给您 · 这么晚回复 · 现在才回复 · 才回复您 · 才答复您 · 才联系您 · 才回您 · 回复晚了 · 回复得晚 · 回复有些晚 · 回复较晚 · 回复迟了 · 回复慢
    回得晚 · 回晚了 · 晚回复 · 迟复 · 延迟回复 · 没能及时回复 · 未能及时回复 · 没有及时回复 · 未及时回复 · 没能第一时间回复 · 没接到您的电话 · 没接到电话 · 错过您的来电 · 打扰 · 打搅 · 叨扰 · 占用您 · 耽误您几分钟 · 耽误您一点时间 · 请问 · 请您再说一遍 · 请再说一遍 · 没听清 · 没有听清 · 没听到 · 没听见 · 没听明白 · 没太听清
    没听清楚 · 想跟您确认 · 想和您确认 · 想向您确认 · 麻烦您再 · 麻烦您 · 再确认一下 · 插一句 · 打断您 · keep you waiting · keeping you waiting · kept you waiting · having kept you waiting · keep you on hold
    keeping you on hold · kept you on hold · for the wait · for the long wait · for your wait · for the hold · for the long hold · waited so long · had to wait · have to wait
    made you wait · making you wait · for waiting · for the delay in replying · for the delay in answering · for the delay in responding · for the delay in getting back
    for the delayed reply · for the delayed response · for the late reply · for the late response · for the late answer · for the slow reply · for the slow response
    for replying so late · for replying late · for my late reply · for our late reply · for not replying sooner · for not getting back to you sooner · for taking so long to reply
    for missing your call · missed your call · to bother you · for bothering you · to trouble you · to disturb you · for disturbing you · to interrupt · for interrupting
    for taking your time · could you spell · could you please spell · can you spell · could you tell me · could you confirm · could you give me · could you read · could you speak · could you repeat · could you please repeat · could you say · could you please say · can you repeat · can you say · may i ask · could i ask · did not catch
    did not quite catch · could not hear
  `),
  harmless: [], tests: [],
}
