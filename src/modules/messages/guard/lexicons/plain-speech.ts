import type { LexiconBody } from '../lexicon-kind.ts'
import { phrases, proofs, words } from './written.ts'

/** Sentences that begin with the other person's fault, and the same said of oneself (我-语). */
export const youStatements: LexiconBody = {
  name: { zh: '指责式“你”句', en: 'You-statements' }, finds: 'you', level: 'warn', override: 'writer',
  suggestion: { zh: '我想先了解当时的情况，再和您一起看怎么办。', en: 'Let me understand what happened, then we look at it together.' },
  entries: phrases(`
    你没听明白 → 我可能没有说清楚 · 你没听清楚 → 我可能没有说清楚 · 你没听懂 → 我可能没有说清楚 · 你没明白 → 我可能没有说清楚 · 你听错了 → 我可能没有说清楚 · 你没理解 → 我可能没有说清楚 · 你理解错 → 我可能没有说清楚 · 你误会了 → 我可能没有说清楚 · 你误解了 → 我可能没有说清楚
    你搞错 → 我这边看到的情况是这样的 · 你弄错 → 我这边看到的情况是这样的 · 你记错 → 我这边看到的记录是这样的 · 你看错 → 我这边看到的情况是这样的 · 你说错 → 我想再确认一下您的意思 · 你错了 → 我这边看到的情况是这样的 · 你必须 → 我需要您协助的是 · 你得先 → 我需要您协助的是 · 你只能 → 我能为您做的是
    你不能这样 → 我感到有些困扰，我们一起看看怎么办 · 你不应该 → 我建议 · 你不该 → 我建议 · 你应该早 → 如果能早一点知道，我们就能更快处理 · 你应该先 → 我建议先 · 你早该 → 如果能早一点知道，我们就能更快处理 · 你早说 → 如果能早一点知道，我们就能更快处理 · 你怎么现在才 → 谢谢您告诉我们 · 你怎么才 → 谢谢您告诉我们
    你怎么不 → 我可以提醒您的是 · 你怎么没 → 我可以提醒您的是 · 你怎么还 → 我想了解一下目前的情况 · 你怎么这么 · 你怎么这样 → 我感到有些困扰 · 你怎么能 → 我感到有些困扰 · 你怎么会 → 我想了解一下当时的情况 · 你怎么老 → 我注意到这种情况出现了几次 · 你怎么总 → 我注意到这种情况出现了几次
    你怎么搞的 → 我想了解一下当时的情况 · 你怎么回事 → 我想了解一下当时的情况 · 你为什么不 → 我想了解一下当时的情况 · 你为什么没 → 我想了解一下当时的情况 · 你为啥 → 我想了解一下当时的情况 · 你到底想 → 我想知道怎样能帮到您 · 你到底要 → 我想知道怎样能帮到您 · 你究竟想 → 我想知道怎样能帮到您
    你想怎么样 → 我想知道怎样能帮到您 · 你想怎样 → 我想知道怎样能帮到您 · 谁让你 → 我想了解一下当时的情况 · 谁叫你 → 我想了解一下当时的情况 · 你自己没 → 我这边看到的情况是这样的 · 你自己不 → 我这边看到的情况是这样的 · 你自己弄 → 我想了解一下当时的情况 · 你自己造成 → 我想了解一下当时的情况
    自己操作不当 → 我想了解一下当时的操作 · 自己使用不当 → 我想了解一下当时的使用情况 · 你操作不当 → 我想了解一下当时的操作 · 你操作错 → 我想了解一下当时的操作 · 你使用不当 → 我想了解一下当时的使用情况 · 你没有按 → 我想和您核对一下当时的步骤 · 你没按 → 我想和您核对一下当时的步骤 · 你没有仔细 → 我可能没有说清楚 · 你没仔细 → 我可能没有说清楚 · 你没看清 → 我可能没有说清楚
    你没有看清 → 我可能没有说清楚 · 你根本没 → 我可能没有说清楚 · 你根本不 → 我可能没有说清楚 · 你压根 → 我可能没有说清楚 · 你总是 → 我注意到这种情况出现了几次 · 你老是 → 我注意到这种情况出现了几次 · 你每次都 → 我注意到这种情况出现了几次 · 你从来不 → 我注意到这种情况出现了几次
    你从来没 → 我注意到这种情况出现了几次 · 你的错 → 我们一起看看原因 · 你的责任 → 我们一起看看原因 · 你的过错 → 我们一起看看原因 · 怪你自己 → 我们一起看看原因 · 都怪你 → 我们一起看看原因 · 你非要 → 我尊重您的决定 · 你偏要 → 我尊重您的决定 · 你硬要 → 我尊重您的决定 · 你这样说就不对 → 我的看法有些不同
    你这么说就不对 → 我的看法有些不同 · 你这话不对 → 我的看法有些不同 · 你说得不对 → 我的看法有些不同 · 你不讲道理 → 我感到有些困扰 · 你讲不讲道理 → 我感到有些困扰 · 你态度 → 我感到有些困扰 · 你明明 → 我这边看到的情况是这样的 · 你既然知道
    you misunderstood → I may not have been clear · you have misunderstood → I may not have been clear · you do not understand → I may not have been clear
    you did not understand → I may not have been clear · you are not listening → I may not have been clear · you did not listen → I may not have been clear
    you must have misread · you must have misheard · you must have misunderstood · you must have forgotten · you must have overlooked · you must have entered · you must have made a mistake · you must have done something
    you must → What I need from you is · you have to → What I need from you is · you need to calm → I understand that this is upsetting
    you should have → It would have helped us to know · you ought to have → It would have helped us to know · you should not have → For next time I suggest
    you can not just → What I can do is · you failed → I see that this step is still open · you forgot → I see that this step is still open
    you neglected → I see that this step is still open · you did not follow → Let us go through the steps together · you did not read → Let me show you the place
    you clearly did not → I may not have been clear · you obviously → I may not have been clear · obviously you → What I see on my side is · clearly you → What I see on my side is
    why did you not → I would like to understand what happened · why did not you → I would like to understand what happened · why would you → I would like to understand what happened
    why do you always → I noticed that this happened several times · how could you → I would like to understand what happened · how can you not → I may not have been clear
    your own fault → Let us look at the cause together · your fault → Let us look at the cause together · your own mistake → Let us look at the cause together
    your mistake → Let us look at the cause together · you are to blame → Let us look at the cause together · you caused → Let us look at the cause together
    you broke → Let us look at the cause together · you never → I noticed that this happened several times · you always → I noticed that this happened several times
    you keep → I noticed that this happened several times · you are wrong → What I see on my side is · you got it wrong → What I see on my side is
    you are mistaken → What I see on my side is · you are confused → I may not have been clear · you are being → I feel somewhat uneasy about this
    you are overreacting → I understand that this is upsetting · you refuse to → I respect your decision · you refused to → I respect your decision
    what do you expect us → I would like to know what would help you · what do you expect me → I would like to know what would help you · what is your problem → What can I do for you?
    you pressed the wrong → What I see on my side is · you entered the wrong → What I see on my side is · you used it wrong → Let us go through the steps together
  `),
  harmless: words(`
    你必须提前预约吗 · 你必须…吗 · 你怎么称呼 · 你怎么方便 · 你怎么会错 · 你怎么不方便 · 你怎么没关系 · 你只能…吗 · 不是你的责任 · 不是你的错 · 你的错误代码 · 你的错误报告 · 你的错误提示 · 你的责任编辑 · 你的责任心 · 你的责任客服 · 你的责任经理 · 你总是可以 · 你总是能 · 你总是第一 · 你总是这么耐心
    不代表你说得不对 · 不代表你说的不对 · 不是说你说得不对 · 不等于你说得不对 · 你总是支持 · 你从来没有损失 · 你每次都能 · 你每次都可以 · 你到底要哪 · 你到底想要哪 · 你自己不用 · 你自己不需要 · 你自己没有损失 · 你没有按错 · 你态度很好 · 你态度真好 · 你错了过 · 你明明白白 · 谁让你不满 · 谁让你受 · you must have · you must be · you must feel
    you do not have to · you never have to · you never need · you always can · you always have · you always get · you always welcome · you keep the · you keep it · you keep your
    you keep all · you keep both · if you keep · can you keep · you have to pay nothing · you have to say · you should have received · you should have got · you should have gotten
    you should have the · you should have a · you should have an · you should have your · you should have no · you should have been told by us · your mistake-free · how could you tell
    how could you see · you broke even · you are being charged · you are being connected · you are being transferred · you are being helped · your fault report · your fault code
    your fault ticket · what you have to · all you have to do · everything you have to · you failed to receive
  `),
  tests: proofs(`
    - 系统里没有查到这张券，不代表您说得不对，我再用手机号查一次。
    + 你没听明白。
    + 您怎么现在才说？
    + You misunderstood me.
    - 您怎么称呼？
    - 这不是您的错，请不要担心。
    - 如果我理解错了，请您指正。
    + You must have misread the instructions.
    - 您必须年满18周岁才能办理，这是法律的规定。
    - You must have been very worried.
    - You do not have to pay for returns.
    - You should have received a message by now.
  `),
}
/** Words of the trade, each with plain ones. */
export const jargon: LexiconBody = {
  name: { zh: '专业术语', en: 'Jargon' }, finds: 'jargon', level: 'warn', override: 'writer',
  suggestion: { zh: '请换成客户日常用的说法，或在括号里解释。', en: 'Say it in everyday words, or explain it in brackets.' },
  entries: phrases(`
    固件 → 设备里自带的程序 · bios → 开机设置程序 · 刷机 → 重新安装系统 · 工单 → 您反映的这件事 · 派单 → 安排专人处理 · 转单 → 转给专人处理 · 结单 → 办结 · 催单 → 提醒处理 · 升级处理 → 请上级一起处理 · 二线 → 技术专员 · 一线坐席 → 客服 · 坐席 → 客服 · 闭环 → 处理完毕 · 赋能 → 帮助 · 抓手 → 办法
    颗粒度 → 细节 · 拉通 → 一起商量 · 对齐 → 商量一致 · 走流程 → 按步骤办理 · 履约 → 按约定完成 · 客诉 → 您的意见 · 客单 → 您的订单 · 话术 → 说法 · 回访 → 打电话问问您的情况 · 标品 → 标准商品 · 迭代 → 更新 · 研发 → 技术同事 · 灰度 → 小范围试用 · 后台 → 系统 · 前端 → 页面
    接口 → 系统之间的连接 · 网关 → 服务器 · 缓存 → 浏览器里存下的旧内容 · 报文 → 系统消息 · 日志 → 系统记录 · 丢包 → 网络信号不稳 · 时延 → 网络反应慢 · 带宽 → 网速 · 工况 → 使用环境 · 宕机 → 系统停了 · 死机 → 没有反应 · 序列码 → 机身上的编号 · SN码 → 机身上的编号（序列号）
    SN号 → 机身上的编号（序列号） · 首响 → 第一次答复 · 逆向物流 → 退货 · 动销 → 销售 · SLA → 答复时限 · OLA → 内部时限 · API → 系统连接 · SDK → 程序组件 · SKU → 这款商品 · SPU → 这个系列 · KPI → 目标 · BUG → 程序故障 · IMEI → 手机的识别码
    MAC地址 → 设备的网络编号 · MAC address → network number of the device · IP地址 → 网络地址 · DNS → 网址解析 · VPN → 专用网络 · cookie → 浏览器里存下的记录 · cookies → small files the website keeps in your browser
    RMA → return · EOL → no longer made · MTTR → time to repair · ETA → expected time of arrival · firmware → the program inside the device · flash the → install anew the
    reboot~ → start again · L1 → first contact · L2 → a specialist · L3 → a specialist · tier 2 → a specialist · tier 3 → a specialist · backend → our system · back-end → our system
    frontend → the page · gateway → server · endpoint → address · cache → stored pages · latency → delay · throughput → speed · packet loss → unstable connection
    escalated to → passed on to · SOP → our procedure · CSAT → your rating · churn → leaving · provisioning → setting up · whitelist~ → allow · deprecated → no longer supported
    throttled → slowed down · regression → fault that came back · hotfix → correction · sprint → work period · payload → content · timeout → no answer in time
    timed out → did not answer in time · OOM → lack of memory · HTTP → web · stack trace → error record
  `),
  harmless: words(`
    工单号 · 工单编号 · 工单进度 · 后台同事 · 回访电话 · 对齐标志 · 对齐线 · 左对齐 · 右对齐 · 接口处 · 电源接口 · 充电接口 · 耳机接口 · usb接口 · 接口松动 · 研发中心 · 死机率 · 日志本 · chocolate cookie · chocolate cookies · cookies were
    butter cookies · sprint distance · gateway hotel · payment gateway · the 100 m sprint · flash the light · flash the lights · flash the badge · mac computer · cookie jar
    cookie box · linear regression
  `),
  tests: proofs(`
    + 麻烦您刷一下 BIOS。
    + 请先升级固件。
    + Please flash the firmware.
    - 请先升级固件（也就是设备里自带的程序）。
    - 您的工单号是20261122-000123。
    - Your chocolate cookies were packed this morning.
    - Please update the firmware (the program inside the device).
  `),
}
/** Promises without a day. */
export const vague: LexiconBody = {
  name: { zh: '没有日期的承诺', en: 'Promises without a date' }, finds: 'vague', level: 'warn', override: 'writer',
  suggestion: { zh: '请写明哪一天、几点前，例如“明天18:00前给您答复”。', en: 'Say by which day and hour, for example “by tomorrow 18:00”.' },
  entries: phrases(`
    尽快 · 尽早 · 尽量早 · 尽量快 · 早日 · 近期 · 近日 · 不久 · 不日 · 过几天 · 过两天 · 过些天 · 过些日子 · 过段时间 · 过一段时间 · 过一阵 · 等几天 · 等两天 · 等一阵 · 再等等 · 再等一段 · 等一段时间 · 稍后 · 稍晚 · 稍候会 · 晚些时候 · 晚点 · 晚一点 · 迟些 · 回头 · 改天
    到时候 · 届时 · 有消息 · 第一时间 · 后续 · 以后会 · 日后 · 适当的时候 · 适时 · 合适的时候 · 必要时会 · 有空 · 有时间会 · 抽空 · 择日 · 择期 · 短期内 · 很快 · 马上就好 · 一会儿 · 会儿就 · 时间还不确定 · 时间未定 · 时间待定 · 具体时间还 · soon · sooner or later
    shortly · as soon as possible · as soon as we can · as soon as i can · asap · a.s.a.p · at the earliest · at our earliest convenience · in due course · in due time
    in the near future · in the coming days · in a few days · in a couple of days · in a few weeks · in a while · in a bit · in a moment we will · before long · at some point
    some time · sometime · one of these days · eventually · later · when i have time · when we have time · when i get to it · when we get to it · when possible · when we can · in time
    momentarily · any day now · until further notice · to be announced · to be confirmed
  `),
  harmless: words(`
    尽快达 · 尽快联系我们 · 尽快提供 · 近期天气 · 近期活动 · 近期订单 · 近期购买 · 近期的订单 · 近期账单 · 回头客 · 回头率 · 回头多跑 · 后续步骤 · 后续操作 · 后续流程 · 后续费用 · 后续问题 · 很快乐 · 很快就解决了 · 很快收到 · 不久前 · 晚点名 · 晚点到站 · 航班晚点 · 列车晚点 · 火车晚点
    有消息的话 · 第一时间轴 · 稍后片刻 · 第一时间告诉我们 · 为了日后 · 日后需要 · 有空调 · 有空位 · 有空房 · 有空间 · 有空闲 · 有空白 · 有空格 · 没有空 · 有空请 · 有空时 · 有空的时候 · 您有空 · 你有空 · 早日康复 · sooner than · as soon as you · as soon as it
    as soon as the · as soon as your · no sooner · how soon · so soon · too soon · later than · no later than · at the latest · or later · later on page · see later · sometimes
    some time ago · in time for · just in time · real time · in time to · if you have some time · took some time · takes some time · take some time · shortly before · shortly after
    earlier or later · every few days
  `),
  tests: proofs(`
    + 我们会尽快处理。
    + 过几天给您答复。
    + We will get back to you soon.
    - 我们会尽快处理，最迟明天18:00前给您答复。
    - 请您尽快修改密码，以保护账户。
    - 近期天气炎热，请注意散热。
    - We will handle it as soon as possible, at the latest tomorrow at noon.
    - Please change your password as soon as possible.
  `),
}
/** The three parts of politeness: not faults, they are looked for. */
export const greeting: LexiconBody = {
  name: { zh: '礼貌用语：问候', en: 'Politeness: greeting' }, finds: 'greeting', level: 'warn', override: 'writer', suggestion: { zh: '您好！', en: 'Hello' },
  entries: phrases(`
    你好 · 您好 · 早上好 · 上午好 · 中午好 · 下午好 · 晚上好 · 尊敬的 · 亲爱的 · 欢迎光临 · hello · hi · dear · good morning · good afternoon · good evening · greetings · welcome
  `), harmless: words(`
    你好像 · 你好多 · 你好几 · 你好不 · 你好了 · oh dear
  `), tests: proofs(`
    + 您好，请问有什么可以帮您？
    - 您好像还没有付款。
  `),
}
export const please: LexiconBody = {
  name: { zh: '礼貌用语：请', en: 'Politeness: please' }, finds: 'please', level: 'warn', override: 'writer', suggestion: { zh: '请', en: 'please' },
  entries: phrases(`
    请 · 麻烦您 · 烦请 · 劳驾 · 有劳 · 劳烦 · please · kindly · would you mind · could you · may i
  `), harmless: words(`
    申请 · 邀请 · 请求 · 请假 · 宴请 · 请客 · 聘请 · 请款
  `), tests: proofs(`
    + 请您核对一下。
    - 您的申请已提交。
  `),
}
export const thanks: LexiconBody = {
  name: { zh: '礼貌用语：谢谢', en: 'Politeness: thanks' }, finds: 'thanks', level: 'warn', override: 'writer', suggestion: { zh: '谢谢您。', en: 'Thank you.' },
  entries: phrases(`
    谢谢 · 感谢 · 多谢 · 致谢 · 谢意 · thank you · thanks · many thanks · grateful · appreciate~
  `), harmless: words(`
    不用谢谢
  `), tests: proofs(`
    + 感谢您的来信。
    + Thank you for writing.
  `),
}
