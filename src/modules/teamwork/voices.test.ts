import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { cases } from '../cases/contract.ts'
import { customers } from '../customers/contract.ts'
import { outbox } from '../messages/contract.ts'
import { metrics } from '../metrics/contract.ts'
import { notifications, staff, units } from '../people/contract.ts'
import { tasks } from '../tasks/contract.ts'
import { feedback } from './feedback/contract.ts'
import { suggestions } from './suggestions/contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let boss: Person
let agents: Person[]
const DAY = 86_400
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager', { name: '王经理' })
  boss = await house.hire('cs_supervisor', { name: '赵主管' })
  agents = []
  for (let n = 0; n < 8; n++) agents.push(await house.hire('agent', { name: `专员${n}` }))
})
afterAll(() => house.close())
const told = async (who: Person, id: string) => { await house.drain(); return (await who.call(notifications.recent, { query: {} })).items.filter((one) => one.subjectId === id).map(({ code }) => code) }
const suggest = (by: Person, title: string, more: object = {}) => by.call(suggestions.submit, { body: { title, problem: '现在要翻三页', proposal: '放在来电弹屏上', area: 'tools', ...more } })
const decide = (by: Person, of: { id: string; version: number }, body: object) => by.call(suggestions.decideSuggestion, { params: { id: of.id }, body: { version: of.version, ...body } as never })
const openCase = (kind: 'praise' | 'suggestion' | 'consultation', subject = '表扬安装师傅') => (agents[0] as Person).call(cases.open, { body: { kind, subject, description: '说得很详细', channel: 'phone' } })

describe('the suggestion box', () => {
  test('STR-19: an adoption without an evidence link is refused; with one it is carried out and its author hears of it', async () => {
    const [author, carrier] = agents as [Person, Person]
    const of = await suggest(author, '来电弹屏显示机身编号')
    expect((await manager.call(tasks.list, { query: { whose: 'mine', aboutId: of.id } })).items.concat((await manager.call(tasks.list, { query: { aboutId: of.id } })).items)[0]).toMatchObject({ path: `/suggestions/${of.id}` })
    await expect(decide(boss, of, { verdict: 'adopt', ownerId: carrier.id })).rejects.toMatchObject({ status: 422, code: 'suggestion.evidence-missing', problem: { errors: [{ path: 'evidence', code: 'suggestion.evidence-missing' }] } })
    await expect(decide(boss, of, { verdict: 'adopt', ownerId: carrier.id, evidence: [{ kind: 'metric', key: 'no-such-metric' }] })).rejects.toMatchObject({ code: 'suggestion.unknown-evidence' })
    const adopted = await decide(boss, of, { verdict: 'adopt', ownerId: carrier.id, evidence: [{ kind: 'metric', key: 'handle-time' }] })
    expect(adopted).toMatchObject({ state: 'adopted', owner: { name: '专员1' }, decidedBy: { name: '赵主管' }, evidence: [{ kind: 'metric', key: 'handle-time', path: '/figures/handle-time' }] })
    expect(await told(author, of.id)).toEqual(['suggestion.notice-adopted'])
    const done = await carrier.call(suggestions.finishSuggestion, { params: { id: of.id }, body: { version: adopted.version, outcome: '上线后平均通话少 20 秒' } })
    expect(done).toMatchObject({ state: 'done', outcome: '上线后平均通话少 20 秒', may: [] })
    expect((await author.call(suggestions.suggestionEvents, { params: { id: of.id } })).items.map(({ kind }) => kind).filter((kind) => !kind.startsWith('clock.'))).toEqual(['suggestion.submitted', 'suggestion.evidence-added', 'suggestion.decided', 'suggestion.done'])
  })
  test('nobody decides about their own, and of several who do at once one wins', async () => {
    const own = await suggest(boss, '晨会改到九点半')
    await expect(decide(boss, own, { verdict: 'decline', reason: '不行' })).rejects.toMatchObject({ status: 403, code: 'suggestion.own' })
    const tries = await Promise.allSettled([decide(manager, own, { verdict: 'decline', reason: '排班不允许' }), decide(manager, own, { verdict: 'decline', reason: '晚班更难' })])
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(decide(manager, await suggest(boss, '买新耳机'), { verdict: 'decline' })).rejects.toMatchObject({ problem: { errors: [{ path: 'reason', code: 'suggestion.reason-missing' }] } })
  })
  test('what was said before is found while writing and joined to the first', async () => {
    const first = await suggest(agents[2] as Person, '给每人配一副降噪耳机')
    expect((await (agents[3] as Person).call(suggestions.alike, { query: { text: '配降噪耳机' } })).items[0]).toMatchObject({ id: first.id })
    const second = await suggest(agents[3] as Person, '希望配降噪耳机')
    expect(await decide(boss, second, { verdict: 'duplicate', sameAs: first.id })).toMatchObject({ state: 'duplicate', sameAs: { id: first.id } })
    expect(await boss.call(suggestions.suggestion, { params: { id: first.id } })).toMatchObject({ twins: 1 })
    await expect(decide(boss, first, { verdict: 'duplicate', sameAs: second.id })).rejects.toMatchObject({ code: 'suggestion.which-one' })
  })
})

test('STR-19: suggestions of six of ten staff are a participation of 60 %', async () => {
  const before = await manager.call(suggestions.suggestions, { query: { limit: 200 } })
  const authors = new Set(before.items.map((one) => one.author.id))
  for (const one of agents) if (authors.size < 6 && !authors.has(one.id)) { await suggest(one, `第 ${authors.size} 条`); authors.add(one.id) }
  await suggest(agents[0] as Person, '又一条')
  // Whoever only takes back what they said has not taken part.
  const last = agents[7] as Person
  const gone = await suggest(last, '算了')
  await last.call(suggestions.withdrawSuggestion, { params: { id: gone.id }, body: { version: gone.version } })
  expect(authors.size).toBe(6)
  const day = new Date(house.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  expect(await manager.call(metrics.value, { params: { key: 'suggestion-participation' }, query: { from: day, to: day } })).toMatchObject({ value: 60, numerator: 6, denominator: 10 })
})

describe('praise and criticism', () => {
  test('ETQ-25: criticism without a reply in its days is listed; the reply and the change stay with it', async () => {
    const [one] = agents as [Person]
    const hr = await house.hire('hr')
    const { version } = await hr.call(staff.get, { params: { id: one.id } })
    await hr.call(staff.change, { params: { id: one.id }, body: { version, managerId: boss.id } })
    const said = await boss.call(feedback.take, { body: { tone: 'criticism', source: 'colleague', words: '交接时没有说清已答应客户的事', staffId: one.id } })
    expect(await told(one, said.id)).toEqual(['feedback.notice-criticism'])
    expect((await one.call(tasks.list, { query: { whose: 'mine' } })).items.map(({ about }) => about.id)).toContain(said.id)
    const unanswered = async () => (await manager.call(feedback.feedbacks, { query: { tone: 'criticism', overdue: 'true' } })).items.map(({ id }) => id)
    expect(await unanswered()).not.toContain(said.id)
    house.clock.pass(6 * DAY)
    expect(await unanswered()).toContain(said.id)
    await expect((agents[4] as Person).call(feedback.feedback, { params: { id: said.id } })).rejects.toMatchObject({ status: 404 })
    const answered = await one.call(feedback.reply, { params: { id: said.id }, body: { version: said.version, text: '接受，以后按交接单逐项说' } })
    expect(answered).toMatchObject({ state: 'answered', inTime: false, repliedBy: { name: '专员0' } })
    const changed = await one.call(feedback.noteChange, { params: { id: said.id }, body: { version: answered.version, text: '交接单加了“已答应客户的事”一栏' } })
    expect(changed).toMatchObject({ change: '交接单加了“已答应客户的事”一栏', changedBy: { name: '专员0' } })
    expect(await unanswered()).not.toContain(said.id)
    expect((await boss.call(feedback.feedbacks, { query: { staffId: one.id } })).items).toMatchObject([{ id: said.id }])
  })
  test('ETQ-25: criticism of a department goes to its liaison', async () => {
    const liaison = await house.hire('department_liaison', { name: '物流小杨' })
    const { id: departmentId } = await manager.call(units.makeDepartment, { body: { name: '物流部', liaisonId: liaison.id } })
    const said = await manager.call(feedback.take, { body: { tone: 'criticism', source: 'customer', words: '送货不打电话', departmentId } })
    expect((await liaison.call(tasks.list, { query: { whose: 'mine', aboutId: said.id } })).items).toHaveLength(1)
    expect(await liaison.call(feedback.reply, { params: { id: said.id }, body: { version: said.version, text: '已要求先打电话' } })).toMatchObject({ state: 'answered', inTime: true })
    expect((await manager.call(feedback.feedbacks, { query: { departmentId } })).items).toMatchObject([{ id: said.id, repliedBy: { name: '物流小杨' } }])
  })
  test('COL-07: what customers say of their own accord has an answer clock; the first answer in the case stops it, the rate counts both', async () => {
    const [one] = agents as [Person]
    const quick = await openCase('praise')
    const slow = await openCase('suggestion', '建议增加老人模式')
    const plain = await openCase('consultation', '保修多久')
    await house.drain()
    const of = async (caseId: string) => (await one.call(feedback.ofCase, { params: { id: caseId } })).items
    expect(await of(quick.id)).toMatchObject([{ tone: 'praise', source: 'customer', state: 'open', words: '表扬安装师傅', takenBy: null }])
    expect(await of(slow.id)).toMatchObject([{ tone: 'idea', state: 'open' }])
    expect(await of(plain.id)).toEqual([])
    await one.call(cases.say, { params: { id: quick.id }, body: { body: '您好，已经转告师傅。谢谢您专门来说。', visibility: 'public' } })
    await house.drain()
    expect(await of(quick.id)).toMatchObject([{ state: 'answered', inTime: true, reply: null, repliedBy: { id: one.id } }])
    house.clock.pass(7 * DAY)
    await house.drain()
    expect((await manager.call(feedback.feedbacks, { query: { overdue: 'true', source: 'customer' } })).items.map((each) => each.case?.id)).toEqual([slow.id])
    await one.call(cases.say, { params: { id: slow.id }, body: { body: '您好，建议已经转给产品部，下月答复您。', visibility: 'public' } })
    await house.drain()
    const [late] = await of(slow.id)
    expect(late).toMatchObject({ state: 'answered', inTime: false })
    const to = new Date(house.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
    // Of the customers' three, the late one stands against the two in time.
    expect(await manager.call(metrics.value, { params: { key: 'feedback-answered-in-time' }, query: { from: '2026-03-01', to, by: 'source' } })).toMatchObject({ groups: expect.arrayContaining([expect.objectContaining({ value: expect.closeTo(66.67, 1) as number, numerator: 2, n: 3 })]) })
  })
  test('ETQ-25: what a customer said is answered to that customer; who can only be called is called', async () => {
    const [one] = agents as [Person]
    const add = async (name: string, contactPoints: object[]) => (await one.call(customers.add, { body: { type: 'person', name, contactPoints } as never })).id
    const written = await add('叶文静', [{ kind: 'email', value: 'ye@mail.example' }])
    const spoken = await add('古大山', [{ kind: 'phone', value: '057188880000' }])
    const take = (customerId: string) => one.call(feedback.take, { body: { tone: 'criticism', words: '说好回电，等了两天', staffId: one.id, customerId } })
    const [first, second] = [await take(written), await take(spoken)]
    await expect(one.call(feedback.reply, { params: { id: first.id }, body: { version: first.version, text: '这不归我管，您找别人吧。' } })).rejects.toMatchObject({ status: 422, code: expect.stringMatching(/^text-guard\./) })
    expect(await one.call(feedback.feedback, { params: { id: first.id } })).toMatchObject({ state: 'open', told: null })
    const answered = await one.call(feedback.reply, { params: { id: first.id }, body: { version: first.version, text: '您好，您说得对。从今天起，答应的回电都进提醒，到时没打组长会看到。' } })
    expect(answered.told).toMatchObject({ state: expect.stringMatching(/^(queued|held)$/) })
    const message = (await manager.call(outbox.list, { query: {} })).items.find(({ about }) => about.id === first.id)
    expect(message).toMatchObject({ channel: 'email', customerId: written, purpose: 'answer' })
    const letter = await manager.call(outbox.get, { params: { id: message?.id ?? '' } })
    expect(letter.text).toContain('说好回电，等了两天')
    expect(letter.text).toContain('答应的回电都进提醒')
    const byPhone = await one.call(feedback.reply, { params: { id: second.id }, body: { version: second.version, text: '您好，今天起答应的回电都进提醒。' } })
    // Nothing carries a text to a telephone here.
    expect(byPhone.told).toMatchObject({ state: 'held' })
    expect((await one.call(tasks.list, { query: { whose: 'mine', aboutId: second.id } })).items).toMatchObject([{ title: { zh: expect.stringContaining('把答复告诉客户') } }])
  })
})

test('ORG-03: whoever leads somebody writes them a coaching note; they answer it, and nobody beside reads it', async () => {
  const { id: teamId } = await house.team('热线一组')
  const lead = await house.hire('team_lead', { teamId, name: '组长' })
  const own = await house.hire('agent', { teamId, name: '组员' })
  const admin = await house.hire('system_admin')
  const { version } = await admin.call(staff.get, { params: { id: own.id } })
  await admin.call(staff.change, { params: { id: own.id }, body: { version, managerId: lead.id } })
  const [stranger] = agents as [Person]
  const { id: caseId } = await own.call(cases.open, { body: { kind: 'consultation', subject: '问安装费', description: '问了三次', channel: 'phone' } })
  const note = (by: Person, more: object) => by.call(feedback.take, { body: { tone: 'coaching', words: '先复述客户的问题，再给步骤。', ...more } as never })
  await expect(note(lead, { staffId: stranger.id })).rejects.toMatchObject({ status: 422, code: 'feedback.coaching-own-agents', problem: { errors: [{ path: 'staffId' }] } })
  await expect(note(own, { staffId: own.id })).rejects.toMatchObject({ status: 422, code: 'feedback.coaching-own-agents' })
  await expect(note(lead, {})).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'staffId', code: 'feedback.coaching-needs-person' }] } })
  const before = await manager.call(metrics.value, { params: { key: 'feedback-received' }, query: { from: '2026-03-01', to: '2027-03-01' } })
  const of = await note(lead, { staffId: own.id, caseId })
  expect(of).toMatchObject({ tone: 'coaching', source: 'superior', staff: { name: '组员' }, case: { id: caseId }, takenBy: { name: '组长' }, state: 'open', may: ['withdraw'] })
  expect(await told(own, of.id)).toEqual(['feedback.notice-coaching'])
  expect((await stranger.call(feedback.feedbacks, { query: { tone: 'coaching' } })).items).toEqual([])
  expect((await own.call(feedback.ofCase, { params: { id: caseId } })).items).toEqual([])
  await expect(stranger.call(feedback.feedback, { params: { id: of.id } })).rejects.toMatchObject({ status: 404 })
  const answered = await own.call(feedback.reply, { params: { id: of.id }, body: { version: of.version, text: '好的，本周每通都先复述。' } })
  expect(answered).toMatchObject({ state: 'answered', reply: '好的，本周每通都先复述。', told: null })
  expect(await told(lead, of.id)).toEqual(['feedback.notice-answered'])
  expect((await manager.call(metrics.value, { params: { key: 'feedback-received' }, query: { from: '2026-03-01', to: '2027-03-01' } })).value).toBe(before.value)
})
