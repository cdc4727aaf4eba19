import { customers } from '../src/modules/customers/contract.ts'
import { units } from '../src/modules/people/contract.ts'
import { needs, voices } from '../src/modules/strategy/contract.ts'
import { agreements } from '../src/modules/teamwork/contract.ts'
import { feedback } from '../src/modules/teamwork/feedback/contract.ts'
import { suggestions } from '../src/modules/teamwork/suggestions/contract.ts'
import type { Office } from './office.ts'

/** What customers need, what they and colleagues say of us, and what people would do better. */

const DAY = 24 * 3_600_000

const SAID: readonly (readonly [who: string, kind: 'need' | 'suggestion' | 'defect' | 'market-signal', words: string, product: string | undefined])[] = [
  ['何立', 'need', '我妈八十岁了，面板上的字看不清，能不能做一款字大一点的', '晴川洗衣机'], ['赵敏之', 'need', '希望有只留开关的老人模式', '晴川洗衣机'], ['白露', 'suggestion', '触摸键没有声音，老人不知道按没按上', '晴川洗碗机'],
  ['冯安', 'need', '客户问有没有带语音播报的热水器', '晴川热水器'], ['陈小满', 'need', '大字面板，给爸妈用的', '晴川洗衣机'],
]
const LOOSE: typeof SAID = [
  ['周雨桐', 'market-signal', '客户说隔壁品牌以旧换新补八百，问我们跟不跟', undefined], ['万嘉', 'suggestion', '希望滤芯快到期时公众号提醒一下', '晴川净水器'], ['何立', 'defect', '遥控器电池盖太松，一碰就掉', '晴川空调'], ['邓妍', 'need', '想要能装在阳台的窄款烘干机', undefined],
]

export async function fillVoices({ by, idOf, now, moveTo }: Office): Promise<void> {
  const manager = by('沈清')
  const departments = new Map((await manager(units.departments, {})).items.map((one) => [one.name, one.id]))
  const product = departments.get('产品部') as string
  moveTo(now - 20 * DAY)
  const old = await manager(needs.form, { body: { kind: 'need', title: '净水器滤芯到期提醒', summary: '客户常常忘了换滤芯，水质变差后才来电。', product: '晴川净水器 R800', departmentId: product } })
  const known = (await manager(customers.list, { query: { limit: 24 } })).items.filter((one) => one.type === 'person').map(({ id }) => id)
  /** Somebody who said it, one after the other. */
  let next = 0
  const said = () => { const id = known[next++ % Math.max(1, known.length)]; return id ? { customerId: id } : {} }
  for (const words of ['滤芯什么时候该换，能不能提醒一下', '水有味道了才想起来换滤芯', '换滤芯能不能短信通知', '每次都要翻说明书看日期']) await by('冯安')(voices.capture, { body: { kind: 'need', words, product: '晴川净水器 R800', ...said(), tell: words.length < 16, needId: old.id } })
  const asked = await manager(needs.route, { params: { id: old.id }, body: { version: (await manager(needs.need, { params: { id: old.id } })).version, question: '能否在现有机型上实现，何时可以上市？' } })
  moveTo(now - 18 * DAY)
  const request = asked.requests[0]
  if (request) await by('夏岚')(agreements.answerRequest, { params: { id: request.id }, body: { version: (await by('夏岚')(agreements.request, { params: { id: request.id } })).version, answer: '可以。新固件按流量计算剩余寿命，公众号推送提醒，十一月中旬发布。' } })
  const move = async (to: 'accepted' | 'production' | 'launched', more: object) => manager(needs.move, { params: { id: old.id }, body: { to, version: (await manager(needs.need, { params: { id: old.id } })).version, ...more } as never })
  await move('accepted', { direction: '按实际流量计算滤芯寿命，剩余 10% 时由公众号提醒，并附购买和换芯步骤。' })
  moveTo(now - 12 * DAY)
  await move('production', { targetOn: new Date(now - 3 * DAY).toISOString().slice(0, 10) })
  moveTo(now - 3 * DAY)
  await move('launched', { launchNote: '净水器 R800 已经可以在滤芯快到期时通过公众号提醒您，固件会自动升级，不需要任何操作。' })

  moveTo(now - 6 * DAY)
  const aged = await by('冯安')(needs.form, { body: { kind: 'need', title: '大字面板和老人模式', summary: '多位客户为父母购买，看不清面板、不会用触摸键。', product: '晴川洗衣机', departmentId: product } })
  for (const [n, [who, kind, words, of]] of SAID.entries()) {
    moveTo(now - 6 * DAY + n * 5 * 3_600_000)
    await by(who)(voices.capture, { body: { kind, words, ...(of ? { product: of } : {}), ...said(), needId: aged.id, tell: n % 2 === 0 } })
  }
  const drafted = await manager(needs.form, { body: { kind: 'suggestion', title: '上门前一小时短信通知', summary: '“等了半天没有人来”是投诉里最常见的一句。', departmentId: departments.get('仓储物流部') ?? null } })
  for (const who of ['许一诺', '邓妍', '孙可']) await by(who)(voices.capture, { body: { kind: 'suggestion', words: who === '许一诺' ? '师傅出发前发个短信就不用干等了' : who === '邓妍' ? '希望能看到师傅到哪儿了' : '改时间要提前说一声', ...said(), needId: drafted.id } })
  for (const [n, [who, kind, words, of]] of LOOSE.entries()) {
    moveTo(now - 3 * DAY + n * 9 * 3_600_000)
    await by(who)(voices.capture, { body: { kind, words, ...(of ? { product: of } : {}), ...said() } })
  }

  moveTo(now - 9 * DAY)
  const criticised = await by('顾长风')(feedback.take, { body: { tone: 'criticism', source: 'colleague', words: '交接工单时没有写清楚已经答应客户的事，接手的人只好再问一遍客户。', staffId: idOf('赵敏之') } })
  const missed = await by('许一诺')(feedback.take, { body: { tone: 'criticism', source: 'customer', words: '送货的人不打电话就把冰箱放在楼下。', departmentId: departments.get('仓储物流部') ?? null } })
  await by('许一诺')(feedback.take, { body: { tone: 'praise', source: 'customer', words: '何立讲得特别清楚，照着做一次就好了，还主动回电确认。', staffId: idOf('何立') } })
  moveTo(now - 7 * DAY)
  await by('赵敏之')(feedback.reply, { params: { id: criticised.id }, body: { version: criticised.version, text: '接受批评。以后按交接单逐项填写，已答应的事单列一行，并当面说一遍。' } })
  await by('赵敏之')(feedback.noteChange, { params: { id: criticised.id }, body: { version: criticised.version + 1, text: '交接单增加“已答应客户的事”一栏，全组从本周一起使用。' } })
  moveTo(now - 5 * DAY)
  await by('杨帆')(feedback.reply, { params: { id: missed.id }, body: { version: missed.version, text: '已与承运方确认：送达前半小时必须打电话，未打电话按次扣款。' } }).catch(() => undefined)
  moveTo(now - 8 * DAY)
  await by('梁思远')(feedback.take, { body: { tone: 'criticism', source: 'department', words: '在线组转来的工单缺机身编号，产品部没法查批次。', staffId: idOf('周雨桐') } })

  moveTo(now - 16 * DAY)
  const popup = await by('何立')(suggestions.submit, { body: { title: '来电弹屏直接显示机身编号和保修', problem: '接听时要翻三页才能找到机身编号，客户常常等着。', proposal: '来电弹屏第一行显示最近一台机器的编号、购买日期和保修状态。', area: 'tools', evidence: [{ kind: 'metric', key: 'handle-time' }] } })
  const parts = await by('邓妍')(suggestions.submit, { body: { title: '上门前先核对配件是否带齐', problem: '两成上门因为缺配件要跑第二趟。', proposal: '派工时列出可能用到的配件，师傅出发前勾选。', area: 'process', evidence: [{ kind: 'metric', key: 'first-contact-resolution' }] } })
  const light = await by('吴昊')(suggestions.submit, { body: { title: '晚班工位的灯太暗', problem: '晚上八点以后看屏幕很累。', proposal: '每个工位加一盏可调的台灯。', area: 'workplace' } })
  moveTo(now - 14 * DAY)
  const adopted = await manager(suggestions.decideSuggestion, { params: { id: popup.id }, body: { version: popup.version, verdict: 'adopt', ownerId: idOf('顾长风'), reason: '通话时长能直接看出效果。' } })
  await manager(suggestions.decideSuggestion, { params: { id: parts.id }, body: { version: parts.version, verdict: 'adopt', ownerId: idOf('蒋雯') } })
  await manager(suggestions.decideSuggestion, { params: { id: light.id }, body: { version: light.version, verdict: 'decline', reason: '新办公区十二月启用，灯光一并更换，不再单独采购。' } })
  moveTo(now - 4 * DAY)
  await by('顾长风')(suggestions.finishSuggestion, { params: { id: popup.id }, body: { version: adopted.version, outcome: '已上线两周，平均通话缩短 21 秒，一线反馈不用再翻页。' } })
  moveTo(now - 2 * DAY)
  for (const [who, title, problem, proposal, area] of [
    ['陈小满', '把常问的十个问题做成快捷回复', '同样的问题每天要打十几遍。', '选出十条，统一措辞，按编号插入。', 'service'], ['秦朗', '邮件标题自动带上工单编号', '客户换个标题回信就对不上。', '发出的邮件标题统一带编号。', 'tools'], ['石磊', '安装确认单改成手机签字', '纸质单子容易丢，月底补单很费时间。', '师傅手机上签字，当场生成。', 'process'],
  ] as const) await by(who)(suggestions.submit, { body: { title, problem, proposal, area } })
  moveTo(now)
}
