import type { ShippedDocument } from '../lay-shipped.ts'

export const wordingGuide: ShippedDocument = {
  key: 'wording-guide', kind: 'guide', fields: {}, links: [],
  texts: {
    zh: { title: '服务用语与忌语', sections: { guide: `同一件事，换一句话，客户听到的是另一种态度。下面左边是我们不说的，右边是可以代替的。

| 不说 | 说 |
|---|---|
| 这不归我管 | 这件事由售后办，我现在替您转过去，并跟到有结果 |
| 不可能 | 这个办法行不通，我们还有两个办法 |
| 您听我说 | 您说，我在听 |
| 您理解错了 | 是我没有说清楚，我再说一遍 |
| 这是规定 | 这样规定是为了……；您的情况我可以替您申请 |
| 不清楚 | 我马上去问，十分钟之内给您回电 |
| 您别激动 | 换作是我也会着急，我们一步一步来 |
| 您等着吧 | 最迟明天上午十点，无论结果如何，我都给您电话 |

## 道歉

- **是我们的错**：直接道歉，说清错在哪里，再说怎么补救。不加“但是”。
- **不是我们的错**：不替别人认错，但可以为客户的遭遇表示难过：“让您跑了两趟，真不好意思。”
- **还不清楚**：“给您添麻烦了，我先查清楚。”

## 说“不”的三步

1. 先说理解：我明白您急着用。
2. 再说事实：这批配件周三才到。
3. 给出选择：我可以先借您一台备用机，或者周三上门安装，您看哪个方便？` } },
    en: { title: 'Words to use and to avoid', sections: { guide: `The same fact, said otherwise, shows another attitude. On the left what we don't say; on the right what can be said instead.

| Not | But |
|---|---|
| That is not my department | After-sales will do this; I'll pass it on now and stay with it |
| Impossible | That way doesn't work; there are two others |
| Listen to me | Please go on, I am listening |
| You misunderstood | I wasn't clear; let me say it again |
| That is the rule | The reason for it is …; in your case I can apply for an exception |
| No idea | I'll ask and call you back within ten minutes |
| Calm down | I would be upset too; let us go step by step |
| You'll have to wait | By ten tomorrow you'll hear from me, whatever the result |

## Saying sorry

- **It was our fault**: say so, say what went wrong, then how we make it good. No “but”.
- **It wasn't**: don't confess for others, but be sorry for what happened: “I'm sorry you had to come twice.”
- **Not known yet**: “I'm sorry for the trouble; let me find out first.”

## Saying no in three steps

1. Show that you understand: I see you need it urgently.
2. Say the fact: the part arrives on Wednesday.
3. Offer a choice: I can lend you a spare, or we install it on Wednesday. Which suits you?` } },
  },
}

export const complaintTraining: ShippedDocument = {
  key: 'complaint-conversation-training', kind: 'training-material', fields: {}, links: [{ kind: 'document', key: 'complaint-policy' }],
  texts: {
    zh: { title: '投诉对话训练', sections: {
      aims: `学完以后，您能够：

1. 在两分钟内让生气的客户愿意继续说下去；
2. 用一句话复述客户的诉求，客户回答“对”；
3. 分清“是我们的错”和“不是我们的错”，选对道歉的说法；
4. 给出带时间的承诺，并写在工单上。`,
      material: `## 第一步：听完（10 分钟讲解，20 分钟练习）

两人一组。一人讲一次真实的不愉快经历，另一人只许说三种话：“嗯”“后来呢”“您当时……”。三分钟后交换。

**要点**：客户的第三句话才是真正的诉求。

## 第二步：复述

听录音三段，每段写一句复述。写法：*谁，什么时候，发生了什么，希望怎样*。

## 第三步：道歉与承诺

| 情境 | 是谁的错 | 怎么说 |
|---|---|---|
| 安装师傅迟到两小时 | 我们 | 直接道歉，说明补救 |
| 快递被邻居代签 | 第三方 | 为遭遇难过，帮忙查 |
| 客户买错型号 | 客户 | 不评价，给出换货办法 |

## 第四步：合练

用最近一个月的五件真实投诉（隐去姓名），三人一组：客户、客服、观察员。观察员按[投诉处理制度](/library/complaint-policy)的八条承诺打勾。`,
      assessment: `情景考核一次，满分 100，80 分通过：倾听 25、复述 20、道歉 20、承诺 20、登记 15。打断客户或推诿一次扣 20 分。未通过的一周内补考。`,
    } },
    en: { title: 'Training: the complaint conversation', sections: {
      aims: `Afterwards you can

1. bring an angry customer to go on talking within two minutes;
2. say their request back in one sentence, to which they answer “yes”;
3. tell “our fault” from “not our fault” and apologise rightly;
4. give a promise with a time, and put it on the case.`,
      material: `## One: listening (10 minutes of explanation, 20 of practice)

In pairs. One tells a real bad experience; the other may only say “mm”, “and then?”, “so you …”. Change after three minutes.

**Point**: the real request is in the third sentence.

## Two: saying it back

Three recordings, one sentence each: *who, when, what happened, what is hoped for*.

## Three: sorry and promise

| Situation | Whose fault | How |
|---|---|---|
| installer two hours late | ours | say sorry, say how it is made good |
| parcel signed for by a neighbour | third party | be sorry for what happened, help to find it |
| customer bought the wrong model | the customer's | no judgement, offer an exchange |

## Four: together

Five real complaints of the last month, names removed, in threes: customer, agent, observer. The observer ticks the eight promises of the [complaint policy](/library/complaint-policy).`,
      assessment: `One played situation, 100 points, 80 to pass: listening 25, saying back 20, apology 20, promise 20, record 15. Interrupting or passing on costs 20 each. Whoever fails tries again within a week.`,
    } },
  },
}
