import { cases } from '../src/modules/cases/contract.ts'
import type { Case } from '../src/modules/cases/contract.ts'
import { complaintCourse, complaints } from '../src/modules/complaints/contract.ts'
import type { Caller, Office } from './office.ts'

/** Complaints at every stage of their course: listened to, looked into, declined, carried out and put away. */

const HOUR = 3_600_000
const DAY = 24 * HOUR
type Fields = Parameters<typeof move>[3]

async function move(by: Caller, id: string, to: string, fields?: { solution?: string; suspectedCauses?: string[]; emergencyMeasure?: string; concernResolved?: boolean; cause?: string; emotionEnd?: number }): Promise<void> {
  const { version } = await by(cases.get, { params: { id } })
  await by(cases.move, { params: { id }, body: { to, version, ...(fields ? { fields } : {}) } })
}
const through = async (by: Caller, id: string, steps: readonly (readonly [string, Fields?])[]) => { for (const [to, fields] of steps) await move(by, id, to, fields) }

export async function fillComplaints({ by, guest, idOf, now, moveTo }: Office): Promise<void> {
  const agent = by(guest)
  const open = async (who: Caller, name: string, phone: string, subject: string, description: string, kind: 'complaint' | 'grumble' = 'complaint'): Promise<Case> => {
    const opened = await who(cases.open, { body: { kind, subject, description, channel: 'phone', customer: { name, phone } } })
    return who(cases.claim, { params: { id: opened.id }, body: { version: opened.version } })
  }
  const at = (ago: number) => moveTo(now - ago)

  // Put away: it has been through everything.
  at(9 * DAY)
  const old = await open(by('何立'), '梁淑芬', '13905712046', '热水器安装后漏水，泡坏地板', '装完第二天阳台全是水，木地板都翘起来了，打电话三天没人管')
  await by('何立')(complaintCourse.keepRecord, { params: { id: old.id }, body: { words: '装完第二天阳台全是水，木地板都翘起来了，打电话三天没人管', view: '安装时进水口密封圈未压实；售后三天未回电', product: '晴川热水器 JSQ30', demand: '修好，并赔偿地板', interest: '要有人负责，不要再推来推去', evidence: '漏水视频、地板照片四张', emotionStart: 4 } })
  await by('何立')(complaintCourse.assess, { params: { id: old.id }, body: { severity: 'serious', complexity: 'involved' } })
  await through(by('何立'), old.id, [['confirmed'], ['resolving']])
  at(8 * DAY)
  await by('何立')(complaintCourse.addFinding, { params: { id: old.id }, body: { kind: 'inspection', what: '进水口密封圈单边未压实，渗水约 2 升/小时；受损地板 3.2 平方米。', source: '石磊上门检测' } })
  await by('何立')(complaintCourse.addFinding, { params: { id: old.id }, body: { kind: 'recording', what: '客户三次来电，前两次登记后没有转给安装班组。', source: '11 月 11 日至 13 日通话录音' } })
  await by('何立')(complaintCourse.conclude, { params: { id: old.id }, body: { summary: '安装不当造成漏水；两次来电登记后未流转，延误三天。' } })
  await by('何立')(complaints.judge, { params: { id: old.id }, body: { liability: 'ours', basis: '上门检测记录和通话录音' } })
  await by('何立')(cases.say, { params: { id: old.id }, body: { body: '梁女士您好，对不起，是我们安装时密封圈没有压实，又耽误了三天没有联系您。', visibility: 'public' } })
  await by('何立')(complaintCourse.decide, { params: { id: old.id }, body: { text: '免费重装并更换密封件，受损地板按原品牌更换 3.2 平方米，全部由我们承担，11 月 18 日前完成。', how: 'phone' } })
  await by('何立')(complaintCourse.answer, { params: { id: old.id }, body: { accepted: true, words: '这样可以，别再拖就行' } })
  at(5 * DAY)
  await by('何立')(complaintCourse.carryOut, { params: { id: old.id }, body: { what: '已重装试压 24 小时不漏；地板更换完成，客户在上门单签字。' } })
  await move(by('何立'), old.id, 'following-up', { solution: '重装热水器并更换受损地板，费用由公司承担。' })
  at(4 * DAY)
  await move(by('何立'), old.id, 'closed', { concernResolved: true, cause: 'service-slow', emotionEnd: 1 })
  at(3 * DAY)
  await by('沈清')(complaintCourse.archive, { params: { id: old.id }, body: {} })

  // Declined: it stays in sight.
  at(4 * DAY)
  const declined = await open(agent, '邹国平', '13805719921', '洗碗机三次维修仍报 E2', '同一个毛病修了三次，每次都说好了，过两天又报 E2，我要退机')
  await agent(complaintCourse.keepRecord, { params: { id: declined.id }, body: { product: '晴川洗碗机 W60', demand: '退机退款', interest: '不想再请假在家等人', evidence: '三张维修单', emotionStart: 3 } })
  await agent(complaintCourse.assess, { params: { id: declined.id }, body: { severity: 'moderate', complexity: 'complex' } })
  await through(agent, declined.id, [['confirmed'], ['resolving']])
  at(3 * DAY)
  await agent(complaintCourse.addFinding, { params: { id: declined.id }, body: { kind: 'document', what: '三次维修均更换进水阀，未检查流量计。', source: '维修单 3 张' } })
  await agent(complaintCourse.conclude, { params: { id: declined.id }, body: { summary: '流量计故障未被查出，三次更换的不是故障件。' } })
  await agent(complaints.judge, { params: { id: declined.id }, body: { liability: 'ours', basis: '维修单和主机日志' } })
  await agent(complaintCourse.decide, { params: { id: declined.id }, body: { text: '更换整机控制模组和流量计，整机保修延长一年，由组长陪同上门。', how: 'phone' } })
  at(2 * DAY)
  await agent(complaintCourse.answer, { params: { id: declined.id }, body: { accepted: false, words: '修了三次了，我不信，就是要退' } })
  await agent(complaintCourse.askAssistance, { params: { id: declined.id }, body: { kind: 'mediator', who: '区消费者协会 赵调解员', why: '客户坚持退机，请第三方调解' } })

  // Looked into, with somebody it is about.
  at(26 * HOUR)
  const looked = await open(agent, '宋晓慧', '13757110346', '上门师傅态度差，还踩脏了地毯', '师傅进门不穿鞋套，说他两句就跟我顶嘴，地毯全是黑脚印')
  await by('沈清')(complaints.nameAccused, { params: { id: looked.id }, body: { staffIds: [idOf('石磊')] } })
  await agent(complaintCourse.keepRecord, { params: { id: looked.id }, body: { view: '需核对上门记录和师傅陈述', demand: '清洗地毯，师傅道歉', interest: '被尊重', product: '上门维修服务', emotionStart: 4 } })
  await agent(complaintCourse.assess, { params: { id: looked.id }, body: { severity: 'moderate', immediate: true } })
  await through(agent, looked.id, [['confirmed'], ['resolving']])
  at(20 * HOUR)
  await agent(complaintCourse.addFinding, { params: { id: looked.id }, body: { kind: 'statement', what: '客户提供照片：地毯上有三处黑色脚印，时间与上门记录一致。', source: '客户照片' } })
  await agent(complaintCourse.reportQuarrel, { params: { id: looked.id }, body: { staffId: idOf('石磊'), what: '客户称师傅顶嘴：“嫌脏你自己修”。', source: 'customer' } })

  // On the guest's desk now: the customer is still speaking.
  at(40 * 60_000)
  const now1 = await open(agent, '冯玉珍', '13588290417', '冰箱送错型号，三天没人处理', '我订的是五百二十升双开门，送来个单开门的，打了三个电话都说在查，冷冻的东西全化了')
  await agent(complaintCourse.keepRecord, { params: { id: now1.id }, body: { emotionStart: 4, product: '晴川冰箱 BCD-520' } })
  await agent(cases.say, { params: { id: now1.id }, body: { body: '冯女士，您请说，我都记下来：订的是双开门，送来的是单开门，三次来电没有结果，食品化冻。您接着说。', visibility: 'public' } })
  at(30 * 60_000)
  await open(by('何立'), '陶志明', '13967120873', '客服菜单太长，按了六次才转人工', '每次都要听一大串，老人根本按不明白', 'grumble')
  moveTo(now)
}
