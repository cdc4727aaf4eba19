import type { LexiconBody } from '../lexicon-kind.ts'
import { phrases, proofs, words } from './written.ts'

/** Words that turn a customer away (服务忌语). */
export const forbidden: LexiconBody = {
  name: { zh: '服务忌语', en: 'Words that turn customers away' }, finds: 'forbidden', level: 'refuse', override: 'writer',
  suggestion: { zh: '我马上为您核实。', en: 'I will check this for you right away.' },
  entries: phrases(`
    不知道 · 我哪知道 · 我怎么知道 · 我怎么会知道 · 鬼知道 · 谁知道呢 · 我不清楚 · 这个不清楚 · 这我不清楚 · 搞不清楚你 · 这不归我管 → 这件事由我为您协调，我马上为您核实。 · 不归我管 → 这件事由我为您协调，我马上为您核实。 · 不归我们管 → 这件事由我为您协调，我马上为您核实。 · 不归我们部门 → 这件事由我为您协调，我马上为您核实。 · 不归本部门 → 这件事由我为您协调，我马上为您核实。 · 不归我部门 → 这件事由我为您协调，我马上为您核实。 · 不关我事 · 不关我的事
    不关我们的事 · 关我什么事 · 关我屁事 · 关我们什么事 · 与我无关 · 与我们无关 · 跟我没关系 · 跟我们没关系 · 跟我没有关系 · 跟我们没有关系 · 和我没关系 · 和我们没关系 · 和我们没有关系 · 不是我的事 · 不是我们的事 · 不是我负责 → 我帮您转到负责的同事，并跟进到底。
    不是我们负责 → 我帮您转到负责的同事，并跟进到底。 · 不由我负责 · 不归我负责 · 恕不负责 · 概不负责 · 不负任何责任 · 这不是我的职责 · 不是我的工作 · 不是我们部门 → 我帮您转到负责的同事，并跟进到底。 · 问别人去 · 去问别人 · 你去问别人 · 找别人去 · 别问我 · 你问我 · 我问谁
    我管不着 → 我来帮您找到能办的同事，今天给您答复。 · 我们管不着 → 我来帮您找到能办的同事，今天给您答复。
    我也没办法 → 我帮您想想别的办法，今天给您答复。 · 我没办法 → 我帮您想想别的办法，今天给您答复。 · 我们没办法 → 我帮您想想别的办法，今天给您答复。 · 我们也没办法 → 我帮您想想别的办法，今天给您答复。 · 我能有什么办法 · 跟我说没用 · 跟我说也没用 · 和我说没用 · 和我说也没用 · 找我没用 · 找我也没用 · 我有什么办法 · 那没办法 · 没法弄 · 解决不了 · 管不了 · 帮不了你 · 帮不了您 · 我做不了主
    规定就是这样 → 我向您说明一下这样规定的原因，也看看还能为您做什么。 · 这是规定 → 我向您说明一下这样规定的原因，也看看还能为您做什么。 · 公司规定的 → 我向您说明一下这样规定的原因，也看看还能为您做什么。 · 规定如此 · 去投诉吧 · 你去投诉 · 随便投诉 · 尽管投诉 · 想投诉就投诉 · 爱投诉不投诉 · 去告吧 · 去告我 · 有本事
    找我们领导去 · 找领导去 · 找经理去 · 有意见找 · 爱买不买 · 爱要不要 · 爱信不信 · 爱来不来 · 爱咋咋 · 爱咋地咋地 · 爱怎么着怎么着 · 买不起就 · 随便你 · 随你便 · 随你的便 · 悉听尊便 · 你看着办 · 看着办吧 · 自己想办法 → 我和您一起想办法。 · 你自己解决 → 我和您一起解决。 · 自己去看
    自己看说明书 → 我一步一步带您操作。 · 自己看吧 · 自己查 → 我帮您查。 · 自己去查 → 我帮您查。 · 自己不会看 · 你自己的问题 → 我来看看问题出在哪里。 · 是你自己的事 · 那是你的事 · 是你的事 · 那是你的问题 · 没空 · 没时间理你 · 没工夫 · 没看见我正忙 · 没看到我在忙 · 正忙着呢 · 我很忙 · 你等着
    等着吧 · 等着去 · 下班了 → 我请值班同事接着为您办理。 · 快下班了 · 已经下班了 · 明天再说 · 以后再说 · 到时候再说 · 不可能 → 我先核实情况，今天给您答复。 · 绝对不可能 · 不行就是不行 · 没有就是没有 → 目前没有，到货后我马上告诉您。 · 说了没有就没有 · 问多少遍 · 问几遍 · 都说了多少遍 · 说了多少遍
    说过多少遍 · 跟你说过了 · 跟你说了 · 不是说过了吗 · 不是告诉你了吗 · 刚才不是说 · 已经说得很清楚 · 我已经说过了 · 已经跟你说 · 说了你也不懂 · 说了也不懂 · 你听不懂吗 · 你不懂 · 我就这态度 · 我态度就这样 · 我就这样 · 能把我怎么样 · 没完没了 · 烦不烦 · 烦死了 · 真烦 · 别烦我
    别来烦 · 少废话 · 别废话 · 你想怎么样就怎么样 · 急什么 · 催什么催 · 催什么 · 喊什么 · 叫什么叫 · 吵什么 · 嚷什么 · 没什么好说的 · 不想说了 · 不跟你说了 · 懒得理 · 懒得跟你 · 打别的电话 · 打错了 · 拨错了 · 这里不管 · 我们不管 · 我不管 · 不给退就是不退 · 一经售出概不退换
    i do not know → I will find out and come back to you today. · i have no idea → I will find out and come back to you today. · no idea · no clue · how should i know
    how would i know · beats me · who knows · not my job → I will find the right person and stay with it myself. · not my problem → Let me see what I can do about it.
    not our problem → Let me see what I can do about it. · not my department → I will bring in the right team and stay your contact.
    not our department → I will bring in the right team and stay your contact. · not my responsibility · not our responsibility · not my business · not our business
    none of my business · that is your problem → Let me see what I can do about it. · it is your problem → Let me see what I can do about it. · your problem not
    nothing i can do → Here is what I can do for you. · nothing we can do → Here is what we can do for you. · there is nothing to be done · my hands are tied
    we can not help you → Here is what I can do for you. · i can not help you → Here is what I can do for you. · can not help you with that
    call someone else → I will bring in the right person and stay your contact. · call somebody else → I will bring in the right person and stay your contact.
    ask someone else → I will bring in the right person and stay your contact. · ask somebody else → I will bring in the right person and stay your contact. · go ahead and complain
    feel free to complain · complain all you want · go complain · sue us · take it or leave it · like it or not · so what · whatever · i do not care · we do not care · who cares
    that is just how it is → Let me explain why it is so, and what else is possible. · that is how it is · that is the way it is
    rules are rules → Let me explain why it is so, and what else is possible. · it is company policy → Let me explain why it is so, and what else is possible.
    it is our policy → Let me explain why it is so, and what else is possible. · that is our policy → Let me explain why it is so, and what else is possible. · deal with it
    live with it · get over it · just read the manual → Let me take you through it step by step. · read the manual → Let me take you through it step by step. · look it up yourself
    google it · figure it out yourself · i already told you → To put it another way: · we already told you → To put it another way: · i have told you
    as i already told you → To put it another way: · how many times · as i said before · calm down → I understand that this is upsetting. · relax · do not bother me · stop bothering
    do not call again · do not call us · i am busy · we are busy · i have no time · we are closed · that is impossible → Let me check what is possible and come back to you today.
    no means no · end of discussion · end of story · what do you want from me
  `),
  harmless: words(`
    不知道你 · 不知道是否 · 不知道能否 · 不知道可否 · 不知道这样 · 不知道是不是 · 不知道有没有 · 不知道大家 · 你不知道 · 您还不知道 · 客户不知道 · 不知道的话 · 不知道…是否 · 不知不觉 · 不知道怎么 · 不知道如何 · 谁都不知道 · 您跟我们没有关系好的 · 如果有意见 · 有意见可以 · 有意见找我 · 不可能再
    不可能发生 · 不可能让 · 不可能不 · 不可能要求 · 你自己的问题清单 · 你自己的问题反馈 · 师傅下班了 · 同事下班了 · 他下班了 · 她下班了 · 门店下班了 · 客服下班了 · 明天再说明 · 以后再说明 · 按这是规定 · 你不懂的地方 · 你不懂怎么 · 你不懂如何 · 说你不懂 · 打错了字 · 打错了一个 · 你问我的问题
    你问我们 · 自己查询 · 没空调 · 没空位 · 没空房 · 没空间 · 没空白 · 没空闲 · 没空着 · 没空缺 · 您等着收 · 催什么时候 · 叫什么名字 · 叫什么名 · 真烦恼 · 解决不了的问题 · 管不了这么 · 与我们无关的广告 · 如有本事 · 有本事件 · 有本事项 · 不行的话 · relaxed · relaxing
    relaxation · whatever you · whatever happens · whatever the · whatever suits · whatever works · whatever size · whatever colour · whatever color · whatever time · or whatever
    i do not know whether · i do not know if · i do not know yet whether · i do not know which · i do not know how to thank · no idea whether you · nothing i can do for you today
    have any idea · like it or not so much · so what you · so what we · so what i · so what happened · so what is · nothing we can do better · read the manual carefully
    how many times did · how many times do · how many times has · how many times have · how many times a · how many times per · how many times you · how many times it
    it is our policy to · that is our policy to · i am busy on it · busy with your · we are busy with · we are busy preparing · we are busy packing · we are closed on
    we are closed from · we are closed between · we are closed for · fan will calm down · no idea is too · the clue · calm down after · calm down by · deal with it today
    deal with it tomorrow · deal with it for you · deal with it by · deal with it at · deal with it right away · will deal with it
  `),
  tests: proofs(`
    + 这是总部的规定，跟我说没用。
    + 这个我做不了主，您找别人吧。
    - 这个价格我做不了主，我去请示主管，二十分钟内给您回电。
    - 远程我解决不了，已经转给维修中心，明天上午十点前给您回电。
    + 不知道。
    + 这不归我管。
    + 这不归我们部门管。
    + 规定就是这样，我也没办法。
    + 這不歸我管，你問別人去。
    + That's not my job.
    + I don’t know.
    + 这事儿我管不着。
    - 您可能不知道，会员可以免费换新一次。
    - 不知道您明天上午是否方便？
    - 有不清楚的地方请随时联系我。
    - 您说前台回答“不知道”，我们会核实。
    - 如果您不知道序列号，可以看机身背面。
    - 我们不会对客户说“不归我管”。
    - 空调房里没空位了，我帮您换一间。
    - I don't know whether you have received it yet.
    - It is not a problem at all.
    - Whatever you decide, we will help.
  `),
}
/** Insults. */
export const rude: LexiconBody = {
  name: { zh: '辱骂用语', en: 'Insults' }, finds: 'rude', level: 'refuse', override: 'lead',
  suggestion: { zh: '我理解您的心情，请允许我把情况说清楚。', en: 'I understand how you feel; please let me explain.' },
  entries: phrases(`
    白痴 · 智障 · 弱智 · 脑残 · 脑子进水 · 脑子有病 · 脑子有问题 · 脑子坏了 · 没脑子 · 有没有脑子 · 带脑子 · 傻逼 · 傻比 · 傻b · 傻子 · 傻瓜 · 傻帽 · 你傻 · 蠢货 · 蠢猪 · 笨蛋 · 笨死 · 真笨 · 这么笨 · 真蠢 · 太蠢 · 猪脑 · 猪头 · 蠢得 · 废物 · 垃圾人 · 垃圾客户 · 人渣
    败类 · 混蛋 · 混账 · 王八 · 畜生 · 禽兽 · 狗东西 · 贱人 · 犯贱 · 真贱 · 不要脸 · 没素质 · 素质真低 · 素质低 · 没教养 · 没文化 · 土包子 · 乡巴佬 · 穷鬼 · 穷光蛋 · 穷酸 · 神经病 · 精神病 · 变态 · 有病吧 · 有病吗 · 是不是有病 · 你有病 · 有毛病吧 · 有毛病啊 · 吃错药
    疯子 · 疯狗 · 听不懂人话 · 听得懂人话 · 闭嘴 · 住口 · 理解能力也是没谁了 · 你也是没谁了 · 智商也是没谁了 · 滚 · 滚蛋 · 滚开 · 滚出去 · 滚远点 · 给我滚 · 去死 · 找死 · 该死的 · 去你的 · 他妈 · 你妈 · 尼玛 · 妈的 · 操你 · 我操 · 卧槽 · 屁话 · 放屁 · 狗屁 · 见鬼去 · 找茬 · 无理取闹 · 胡搅蛮缠 · 胡说八道 · 瞎说 · 胡闹 · 撒泼 · 耍赖 · 刁民
    骗子 · 恶心 · 丢人 · 眼瞎 · 你瞎 · 瞎了 · 聋了 · 你聋 · 耳朵聋 · 耳聋吗 · 老东西 · 老不死 · 八婆 · 泼妇 · 矫情 · 神经兮兮 · 装什么装 · 装蒜 · idiot~ · moron~ · imbecile~ · stupid · dumb · dumbass · fool · fools · foolish
    retard · retarded · loser · jerk · asshole · arsehole · bastard~ · bitch~ · damn · damned · goddamn · bloody hell · fuck~ · fucking · wtf · shit · bullshit · crap · piss off
    bugger off · sod off · screw you · shut up · shut your mouth · get lost · go to hell · drop dead · go away · are you deaf · are you blind · are you stupid · are you crazy
    are you insane · are you out of your mind · you must be crazy · you are crazy · you are insane · you are mad · out of your mind · lunatic · psycho · pathetic · disgusting
    worthless · ignorant · you people · stop whining · stop moaning · quit whining · whiner~ · cry-baby · crybaby · brainless · clueless · you liar · you are a liar · you are lying
    scum · trash like you · pain in the · such a damn
  `),
  harmless: words(`
    滚筒 · 滚动 · 滚轮 · 滚珠 · 滚烫 · 滚梯 · 滚轴 · 滚刷 · 滚边 · 滚石 · 滚滚 · 摇滚 · 翻滚 · 打滚 · 滚刀 · 滚球 · 滚压 · 滚塑 · 滚床 · 滚开的水 · 滚开水 · 煮滚 · 烧滚 · 水滚 · 有病史 · 病吗史 · 废物箱 · 废物桶 · 废物处理 · 废物利用 · 废物回收 · 废物袋 · 医疗废物
    危险废物 · 固体废物 · 傻瓜相机 · 傻瓜式 · 傻瓜机 · 傻瓜包 · 神经病学 · 神经病变 · 神经病理 · 精神病学 · 精神病院 · 精神病科 · 精神病理 · 变态反应 · 变态心理 · 手机进水 · 进水了请 · 王八宝 · 住口味 · 闭嘴钳 · 恶心呕吐 · 恶心想吐 · 恶心头晕 · 恶心症状 · 感到恶心 · 觉得恶心 · 有点恶心
    恶心等 · 骗子电话 · 防骗子 · 谨防骗子 · 警惕骗子 · 遇到骗子 · 被骗子 · 冒充骗子 · 丢人民 · 丢人工 · 眼瞎子 · 你妈妈 · 祝你妈 · 他妈妈 · 她妈妈 · 放屁股 · 该死的bug · 撒泼水 · 找茬游戏 · 大家来找茬 · 去你的城市 · 去你的地址 · 去你的店 · 去你的家 · 去你的公司 · 去你的小区
    去你的门店 · 去死角 · the idiot · idiot's guide · idiot proof · dumbbell · dumb waiter · dumb terminal · fool proof · april fool · damn small linux · the jerk · jerk chicken · jerk pump
    shut up shop · shop shut up · shut up to · shut up by · shut up the · are you deaf to · that get lost · gets lost · get lost in transit · got lost · get lost in the · did get lost
    might get lost · may get lost · can get lost · could get lost · not get lost · parcels get lost · disgusting smell · disgusting taste · whining noise · go away by itself
    does not go away · will go away · should go away · going away · go away on · go away for · if you go away · noise go away · problem go away · pain in the wrist · pain in the back
    pain in the neck area · pain in the arm · pain in the chest · pain in the leg · pain in the knee · you people who · pathetic fallacy · blind people · crap shoot · loser's bracket
    ignorant of the fact
  `),
  tests: proofs(`
    + 您这理解能力也是没谁了。
    + 你是不是有病？
    + 滚！
    + 神 经 病
    + Shut up.
    + You are an idiot!
    - 滚筒洗衣机的门封条需要每月清洁。
    - 摇滚专区的音箱已经到货。
    - 请问老人家是否有病史？
    - 傻瓜相机已发货。
    - 服药后恶心呕吐请停用并就医。
    - Your dumbbell set was sent today.
    - The Idiot ships on Monday.
    - You wrote that the agent called you “stupid”.
  `),
}
/** Words that press the customer. */
export const hurry: LexiconBody = {
  name: { zh: '催促客户的用语', en: 'Words that hurry customers' }, finds: 'hurry', level: 'refuse', override: 'writer',
  suggestion: { zh: '请您慢慢说，我在听。', en: 'Please take your time, I am listening.' },
  entries: phrases(`
    快点 · 快点儿 · 快一点 · 快些说 · 快说 · 快讲 · 快填 · 快付 · 快付款 · 快签 · 快决定 · 赶紧 · 赶快 · 抓紧 · 抓紧时间 · 麻利 · 麻溜 · 利索点 · 别磨蹭 · 别磨磨蹭蹭 · 磨磨蹭蹭 · 磨蹭什么 · 别拖拉 · 别拖了 · 别啰嗦 · 别啰唆 · 别罗嗦 · 啰嗦什么 · 长话短说 · 说重点
    直接说重点 · 挑重点说 · 有话快说 · 有事快说 · 有事说事 · 有话直说别绕 · 别绕弯 · 后面还有人 · 后面还排着 · 还有人排队 · 我还有别的客户 · 还有别的客户 · 别浪费我时间 · 别浪费时间 · 浪费我的时间 · 浪费我时间 · 耽误我时间 · 怎么这么慢 · 怎么这么磨 · 还没想好吗 · 想好了没有 · 到底买不买
    到底要不要 · 还没说完吗 · 说完了没有 · 有完没完 · 动作快 · 速度点 · hurry · hurry up · make it quick · make it fast · make it short · be quick · be quicker · be faster · quickly tell me · quickly
    speed it up · get a move on · get on with it · get to the point · get going · cut it short · keep it short · spit it out · out with it · come on · chop chop · i do not have all day
    we do not have all day · have not got all day · do not waste my time · wasting my time · waste of my time · stop wasting · people are waiting · others are waiting
    other people are waiting · other customers are waiting · i have other customers · there are others waiting · what is taking you so long · make up your mind · are you done yet
    have you finished yet
  `).map((one) => /^(?:赶紧|赶快|抓紧|抓紧时间|快一点|quickly|come on|hurry|be faster|get going|keep it short)$/.test(one.phrase) ? { ...one, level: 'warn' as const } : one),
  harmless: words(`
    不要赶紧 · 快点击 · 快点选 · 快点到 · 快点餐 · 快点单 · 快点达 · 快点送 · 快递点 · 快点好 · 快点康复 · 快点见 · 快点上门 · 赶快好 · 赶紧好 · 希望快点 · 会快点 · 尽量快点 · 越快越 · 动作快捷 · 好一点快一点 · 抓紧钩 · 抓紧扶手 · 抓紧把手 · 抓紧护栏 · 抓紧绳 · 抓紧安全
    hurry out of · hurry away from · hurry to a safe · please take your time · lights come on · lamp come on · light come on · will come on · not come on · does come on · come on the · come on site · come on sale · come on at
    come on after · come on when · come on monday · come on tuesday · come on wednesday · come on thursday · come on friday · come on saturday · come on sunday · come on board
    no hurry · no need to hurry · in a hurry · in no hurry · spits it out · can quickly · you can quickly · to quickly · quickly as · as quickly · very quickly · so quickly
    quickly resolved · quickly and · more quickly · replying quickly · reply so quickly · answering so quickly · we quickly · quickly done · will be quick · be quick to
    will be faster · would be faster · should be faster · may be faster · to be faster · might be faster · get going again · keep it short term
  `),
  tests: proofs(`
    - Please hurry out of the room if you smell gas.
    + 快点说，后面还有人排队。
    + 你赶紧说。
    + 還有完沒完，快點。
    + Hurry up, please.
    + I don't have all day.
    - 请您别着急，慢慢说。
    - 快点击下方链接，查看您的物流。
    - 我们会快点给您安排，今天下午五点前上门。
    - 您催我们快点处理，我完全理解。
    - “快点到家”的订单也由我们处理。
    - 快递点在南门。
    - There is no need to hurry.
    - The lights come on after ten seconds.
  `),
}
