import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { verifyChain } from '../../kernel/events.ts'
import { strike } from '../../kernel/jobs.ts'
import { cases } from '../cases/contract.ts'
import { course } from '../cases/course/contract.ts'
import { complaintCourse } from '../complaints/contract.ts'
import { askPulses } from '../complaints/course/pulse.ts'
import { customers } from '../customers/contract.ts'
import { forms } from '../forms/contract.ts'
import { interactions } from '../contacts/contract.ts'
import { services } from '../cases/index.ts'
import { portalDesk } from './contract.ts'
import type { HowToComplain, Page, Tracked } from './contract.ts'
import { visitorOf } from './fixtures.ts'
import { EVEN_MS } from './tracks.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let agent: Person
let manager: Person
let addresses = 0
const visitor = (language?: string) => visitorOf(house, `198.51.${++addresses}.9`, language)
beforeAll(async () => {
  house = await openWholeHouse()
  agent = await house.hire('agent', { name: '陈首问' })
  manager = await house.hire('cs_manager')
})
afterAll(() => house.close())

const caseOf = async (number: string) => {
  const { items } = await manager.call(cases.list, { query: { channel: 'portal', limit: 200 } })
  const found = items.find((one) => one.number === number)
  if (!found) throw new Error(`no case ${number}`)
  return found
}
const solve = async (id: string) => {
  const one = await agent.call(cases.get, { params: { id } })
  const claimed = one.handler ? one : await agent.call(cases.claim, { params: { id }, body: {} })
  return agent.call(cases.move, { params: { id }, body: { to: 'solved', version: claimed.version } })
}

describe('what a customer sends in', () => {
  test.each(['consultation', 'complaint', 'suggestion', 'request'] as const)('as %s opens a case of that kind, with its customer, contact and code', async (kind) => {
    const me = visitor()
    const { status, body: receipt } = await me.submit({ kind, phone: `1380000${1000 + addresses}`, wish: kind === 'complaint' ? '请派人上门' : undefined })
    expect(status).toBe(201)
    expect(receipt).toMatchObject({ kind, mailed: false })
    expect(receipt.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
    const found = await caseOf(receipt.number)
    expect(found).toMatchObject({ kind, channel: 'portal', subject: '空调装好一周就漏水，打了两次电话没人来。', customer: { name: '王小明' }, firstResponder: null, handler: null })
    const { items: [first] } = await manager.call(cases.messages, { params: { id: found.id }, query: {} })
    expect(first?.body).toContain('打了两次电话没人来')
    if (kind === 'complaint') expect(first?.body).toContain('请派人上门')
    const { items: [met] } = await manager.call(interactions.list, { query: { aboutId: found.id } })
    expect(met).toMatchObject({ channel: 'portal', direction: 'in', customer: { id: found.customer?.id } })
    expect((await manager.call(interactions.get, { params: { id: met?.id as string } })).from).toMatchObject([{ kind: 'phone', customerId: found.customer?.id }])
  })
  test('by somebody we know belongs to them; by an e-mail gets a receipt with the code in the outbox', async () => {
    const known = await agent.call(customers.add, { body: { type: 'person', name: '李老客户', contactPoints: [{ kind: 'phone', value: '13700001111' }] } })
    const { body: receipt } = await visitor('en').submit({ phone: '137 0000 1111', email: 'li.new@example.com', name: '老李' })
    expect((await caseOf(receipt.number)).customer).toMatchObject({ id: known.id, name: '李老客户' })
    const { rows } = await house.directPool.query(`select m.state, m.template_key, m.about_id from outgoing_message m where template_key = 'portal-receipt'`)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ about_id: (await caseOf(receipt.number)).id })
  })
  test('twice, by a double click, is one case; by another key it was sent already', async () => {
    const me = visitor()
    const { ticket } = await me.opened()
    const twice = await Promise.all([1, 2].map(() => me.submit({ ticket, phone: '13600002222' }, { 'idempotency-key': ticket })))
    expect(twice.map(({ status }) => status)).toEqual([201, 201])
    expect(twice[0]?.body.code).toBe(twice[1]?.body.code)
    expect((await me.submit({ ticket, phone: '13600002222' }, { 'idempotency-key': 'another' })).body).toMatchObject({ code: 'portal.already-sent' })
    const { items } = await manager.call(customers.list, { query: { q: '13600002222' } })
    expect((await manager.call(cases.list, { query: { customerId: items[0]?.id as string } })).items).toHaveLength(1)
  })
  test('with something wrong is told at every field, in the reader’s language', async () => {
    const told = await visitor('en').submit({ name: '', phone: ' ', description: ' ', consent: false })
    expect(told.status).toBe(400)
    expect(told.body.errors?.map(({ path }) => path).toSorted()).toEqual(['consent', 'description', 'name', 'phone'])
    const next = await visitor('en').submit({ phone: '', consent: false })
    expect(next.body.errors).toMatchObject([{ path: 'phone', code: 'portal.phone-or-email', message: 'Give a phone number or an e-mail address.' }, { path: 'consent', code: 'portal.consent-needed' }])
    expect((await visitor().submit({ phone: '12' })).body.errors).toMatchObject([{ path: 'phone', code: 'contact-point.bad-phone' }])
    expect((await visitor().submit({ brand: 'nowhere' })).status).toBe(404)
  })
  test('for a service of the catalogue brings its form and gives its tasks (CAS-14)', async () => {
    const me = visitor()
    const { body: page } = await me.send<Page>('GET', '/portal/pages/main')
    expect(page.services.map(({ key }) => key)).toEqual(['return-goods', 'repair', 'install', 'invoice'])
    const wish = { kind: 'request' as const, service: 'invoice', description: '补开发票', phone: '13800007777' }
    expect((await me.submit({ ...wish, answers: { order: 'D-1' } })).body.errors?.map(({ path }) => path)).toEqual(expect.arrayContaining(['answers.kind', 'answers.title', 'answers.mailbox']))
    expect((await visitor().submit({ ...wish, service: 'record-correction', answers: {} })).body.errors?.map(({ path }) => path)).toEqual(['service'])
    const { status, body: receipt } = await visitor().submit({ ...wish, answers: { order: 'D-1', kind: 'plain', title: '王小明', mailbox: 'wang@example.com' } })
    expect(status).toBe(201)
    const found = await caseOf(receipt.number)
    expect(found).toMatchObject({ service: 'invoice', subject: '补开发票', kind: 'request' })
    expect((await manager.call(services.serviceOf, { params: { id: found.id } })).item).toMatchObject({ submissionId: expect.any(String), tasks: [{ state: 'open' }, { state: 'open' }] })
  })
  test('brings its files, and nobody else’s', async () => {
    const [me, other] = [visitor(), visitor()]
    const { ticket } = await me.opened()
    const file = await me.upload(Buffer.from('发票内容'), '发票.txt', { 'portal-ticket': ticket })
    expect(file).toMatchObject({ status: 201, body: { name: '发票.txt', type: 'text/plain' } })
    const stolen = await other.submit({ attachments: [file.body.id], phone: '13511110000' })
    expect(stolen.body.errors).toMatchObject([{ path: 'attachments', code: 'portal.file-gone' }])
    const { body: receipt } = await me.submit({ ticket, attachments: [file.body.id], phone: '13511110001' })
    const { items: [first] } = await manager.call(cases.messages, { params: { id: (await caseOf(receipt.number)).id }, query: {} })
    expect(first?.attachments).toMatchObject([{ name: '发票.txt' }])
    expect((await me.upload(Buffer.from('MZ\u0090'), 'x.exe', { 'portal-ticket': (await me.opened()).ticket })).status).toBe(422)
    expect((await me.upload(Buffer.from('x'), 'x.txt', { 'portal-ticket': 'made.up' })).body.code).toBe('portal.ticket-bad')
    expect((await me.upload(Buffer.from('x'), 'x.txt', {})).status).toBe(404)
  })
})

describe('a tracking code', () => {
  test('opens the matter in whatever way it is written, and shows nothing of ours', async () => {
    const me = visitor()
    const { body: { code, number } } = await me.submit({ phone: '13411112222', name: '保密客户' })
    const found = await caseOf(number)
    await agent.call(cases.say, { params: { id: found.id }, body: { body: '内部：此客户曾多次投诉', visibility: 'internal' } }).catch(() => undefined)
    await agent.call(cases.claim, { params: { id: found.id }, body: {} })
    await agent.call(cases.say, { params: { id: found.id }, body: { body: '内部备注：疑似误用', visibility: 'internal' } })
    await agent.call(cases.say, { params: { id: found.id }, body: { body: '您好，明天上午师傅上门。', visibility: 'public' } })
    await agent.call(cases.change, { params: { id: found.id }, body: { version: 2, subject: '难缠客户漏水', priority: 'high' } })
    await house.drain()
    const { status, body } = await me.track(code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'))
    expect(status).toBe(200)
    expect(body).toMatchObject({ number, kind: 'complaint', state: 'in-progress', may: ['reply'], rating: null })
    expect(body.conversation).toMatchObject([{ from: 'you', name: null }, { from: 'us', name: null, body: '您好，明天上午师傅上门。' }])
    expect(body.steps.map(({ state }) => state)).toEqual(['received', 'in-progress'])
    expect(body.deadlines.length).toBeGreaterThan(0)
    const text = JSON.stringify(body)
    for (const secret of ['内部', '难缠', '陈首问', '保密客户', '13411112222', 'high', found.id, agent.id]) expect(text, secret).not.toContain(secret)
  })
  test('shows names or positions only as the company has set it', async () => {
    const admin = await house.hire('system_admin')
    const set = async (value: string, version: number) => { await admin.raw('PATCH', '/settings/portal.staff-names', { value, version }); await house.drain() }
    const me = visitor()
    const { body: { code, number } } = await me.submit({ phone: '13411113333' })
    const { id } = await caseOf(number)
    await agent.call(cases.claim, { params: { id }, body: {} })
    await agent.call(cases.say, { params: { id }, body: { body: '收到', visibility: 'public' } })
    const name = async () => (await me.track(code)).body.conversation.at(-1)?.name
    expect(await name()).toBeNull()
    await house.directPool.query(`update staff set position = 'agent' where id = $1`, [agent.id])
    expect(await name()).toBe('客服专员')
    await set('name', 0)
    expect(await name()).toBe('陈首问')
    await set('position', 1)
  })
  test('that is wrong looks like one that is not there, and guessing is stopped for its address alone', async () => {
    const [guesser, me] = [visitor(), visitor()]
    const { body: { code } } = await me.submit({ phone: '13411114444' })
    for (const tried of [code, '0000-1111-2222-3333']) {
      const begun = performance.now()
      await me.track(tried)
      expect(performance.now() - begun).toBeGreaterThanOrEqual(EVEN_MS - 2)
    }
    expect((await guesser.track('')).status).toBe(404)
    for (let n = 0; n < 14; n++) expect((await guesser.track('AAAA-BBBB-CCCC-DDDD')).body.code).toBe('portal-case.not-found')
    const stopped = await guesser.track(code)
    expect(stopped).toMatchObject({ status: 429, body: { code: 'portal.too-many-codes' } })
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0)
    expect((await me.track(code)).status).toBe(200)
    house.clock.pass(601)
    expect((await guesser.track(code)).status).toBe(200)
  })
  test('is in no table, no event and no log', async () => {
    const { body: { code } } = await visitor().submit({ phone: '13411115555' }, { 'idempotency-key': 'kept-code' })
    await house.drain()
    const { rows: names } = await house.directPool.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`)
    for (const { name } of names) {
      const { rows: [row] } = await house.directPool.query<{ dump: string | null }>(`select string_agg(t::text, ' ') as dump from ${name} t`)
      for (const form of [code, code.replaceAll('-', ''), Buffer.from(code).toString('hex')]) expect(row?.dump ?? '', name).not.toContain(form)
    }
    expect(house.log.join('')).not.toContain(code)
  })
  test('made anew by those who work on the case opens it, and the old one nothing any more', async () => {
    const me = visitor()
    const { body: { code, number } } = await me.submit({ phone: '13411116666' })
    const { id } = await caseOf(number)
    await expect(agent.call(portalDesk.issueCode, { params: { id }, body: {} })).rejects.toMatchObject({ status: 403, code: 'case.not-yours' })
    const issued = await manager.call(portalDesk.issueCode, { params: { id }, body: {} })
    expect((await me.track(code)).status).toBe(404)
    expect((await me.track(issued.code)).body.number).toBe(number)
    const phoned = await manager.call(cases.open, { body: { kind: 'grumble', subject: '来电报修', description: '洗衣机不转', channel: 'phone' } })
    expect((await me.track((await manager.call(portalDesk.issueCode, { params: { id: phoned.id }, body: {} })).code)).body).toMatchObject({ number: phoned.number, kind: null, conversation: [{ body: '洗衣机不转' }] })
  })
})

describe('a complaint on the customer’s own page', () => {
  test('is told how to be made: the ways, the times of the policy in force, and where else to turn, in the reader’s language', async () => {
    const { status, body } = await visitor('en').send<HowToComplain>('GET', '/portal/pages/main/complaints')
    expect(status).toBe(200)
    expect(body).toMatchObject({ here: true, acknowledgement: { n: 2, unit: 'hours' }, decision: { n: 10, unit: 'days' }, recourse: expect.stringContaining('consumer authority (12315') })
    expect((await visitor().send<HowToComplain>('GET', '/portal/pages/main/complaints')).body.recourse).toContain('12315')
    expect((await visitor().send('GET', '/portal/pages/nowhere/complaints')).status).toBe(404)
  })
  test('may come without a name: the code alone shows its stages, and nothing but a complaint does (CMP-01)', async () => {
    const me = visitor()
    const nameless = { name: undefined, phone: undefined, anonymous: true }
    expect((await me.submit({ ...nameless, kind: 'request' })).body.errors).toMatchObject([{ path: 'anonymous', code: 'portal.anonymous-complaints-only' }])
    expect((await visitor().submit({ name: undefined, phone: undefined })).body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ path: 'name', code: 'portal.name-needed' }), expect.objectContaining({ path: 'phone' })]))
    const { status, body: { code, number } } = await visitor().submit(nameless)
    expect(status).toBe(201)
    expect(await caseOf(number)).toMatchObject({ kind: 'complaint', customer: null })
    await house.drain()
    const course = await manager.call(complaintCourse.course, { params: { id: (await caseOf(number)).id } })
    expect(course.acknowledgement).toMatchObject({ how: 'page', late: false })
    expect((await visitor().track(code)).body.complaint).toMatchObject({ decision: null, recourse: null, stages: [{ key: 'received', state: 'done' }, { key: 'acknowledged', state: 'done' }, { key: 'investigated', state: 'now' }, ...['decided', 'answered', 'carried-out', 'closed'].map((key) => ({ key, state: 'later' }))] })
  })
  test('asks its customer how content they are so far, once and only when they were asked (CAS-19)', async () => {
    const { body: { code, number } } = await visitor().submit({ name: undefined, phone: undefined, anonymous: true })
    const { id } = await caseOf(number)
    const tell = (score: number) => visitor().send<Tracked>('POST', '/portal/case/pulse', { code, score, words: '希望快一点' })
    expect((await tell(3)).body).toMatchObject({ code: 'portal.not-asked' })
    await agent.call(cases.claim, { params: { id }, body: {} })
    for (const to of ['confirmed', 'resolving']) await agent.call(cases.move, { params: { id }, body: { to, version: (await agent.call(cases.get, { params: { id } })).version } })
    await house.drain()
    house.clock.pass(3 * 86_400 + 1)
    await strike(house.work, askPulses)
    const asked = (await visitor().track(code)).body
    expect([asked.complaint?.pulse, asked.may.includes('tell-pulse')]).toEqual([{ score: null }, true])
    expect((await tell(4)).body.complaint?.pulse).toEqual({ score: 4 })
    expect((await tell(1)).status).toBe(422)
    expect((await manager.call(complaintCourse.course, { params: { id } })).pulse).toMatchObject({ asked: { how: 'page' }, answer: { score: 4, words: '希望快一点', how: 'page', done: { by: null } } })
  })
  test('shows what was decided; its customer declines there, sees where else to turn, and somebody looks at it again', async () => {
    const me = visitor()
    const { body: { code, number } } = await me.submit({ phone: '13355550000' })
    const { id } = await caseOf(number)
    expect((await me.send('POST', '/portal/case/decision', { code, accepted: true })).status).toBe(409)
    await manager.call(complaintCourse.decide, { params: { id }, body: { text: '明天上午上门免费检修。', how: 'phone' } })
    expect((await me.track(code)).body).toMatchObject({ complaint: { decision: { text: '明天上午上门免费检修。', accepted: null } }, may: ['reply', 'answer-decision'] })
    const told = await me.send<Tracked>('POST', '/portal/case/decision', { code, accepted: false, words: '要求换新机' })
    expect(told.body).toMatchObject({ complaint: { decision: { accepted: false }, recourse: expect.stringContaining('12315') }, may: ['reply'] })
    expect(await manager.call(complaintCourse.course, { params: { id } })).toMatchObject({ answer: { accepted: false, words: '要求换新机', done: { by: null } } })
  })
})

describe('the customer’s word', () => {
  test('with a file joins the conversation, and its file can be opened by the address on the page alone', async () => {
    const me = visitor()
    const { body: { code, number } } = await me.submit({ phone: '13311110000' })
    const file = await me.upload(Buffer.from('照片说明'), '照片.txt', { 'tracking-code': code })
    const told = await me.reply(code, '补充照片', [file.body.id])
    expect(told.status).toBe(201)
    const [attached] = told.body.conversation.at(-1)?.attachments ?? []
    expect(attached).toMatchObject({ name: '照片.txt' })
    const got = await house.app.inject({ method: 'GET', url: String(attached?.href) })
    expect([got.statusCode, got.body]).toEqual([200, '照片说明'])
    expect(got.headers['content-disposition']).toContain('attachment')
    const href = String(attached?.href)
    for (const url of [`/api/v1/portal/files/${file.body.id}?until=9999999999999&seal=abc`, href.replace(/until=\d/, 'until=9'), `/api/v1/files/${file.body.id}`]) expect([401, 404]).toContain((await house.app.inject({ method: 'GET', url })).statusCode)
    house.clock.pass(3 * 3_600)
    expect((await house.app.inject({ method: 'GET', url: String(attached?.href) })).statusCode).toBe(404)
    const { items } = await manager.call(cases.messages, { params: { id: (await caseOf(number)).id }, query: {} })
    expect(items[0]).toMatchObject({ author: { kind: 'customer' }, body: '补充照片' })
  })
  test('reopens what was solved; long after the close it leads on to a case that follows', async () => {
    const me = visitor()
    const { body: { code, number } } = await me.submit({ phone: '13311112222' })
    const { id } = await caseOf(number)
    await solve(id)
    expect((await me.track(code)).body.state).toBe('solved')
    const again = await me.reply(code, '还是漏水')
    expect(again.body).toMatchObject({ state: 'in-progress', rating: null })
    const solved = await solve(id)
    await agent.call(cases.move, { params: { id }, body: { to: solved.next.includes('closed') ? 'closed' : solved.next[0] as string, version: solved.version, fields: { concernResolved: true, cause: 'other', liability: 'not-ours', basis: '检测报告' } } }).catch(() => undefined)
    const now = await agent.call(cases.get, { params: { id } })
    if (now.status.class !== 'closed') await manager.call(cases.move, { params: { id }, body: { to: 'closed', version: now.version, fields: { concernResolved: true, cause: 'other', liability: 'not-ours', basis: '检测报告' } } })
    house.clock.pass(30 * 86_400)
    const later = await me.reply(code, '一个月后又漏了')
    expect(later.body).toMatchObject({ follows: [number], state: 'received' })
    expect(later.body.number).not.toBe(number)
    expect(later.body.conversation.map(({ body }) => body)).toEqual(['空调装好一周就漏水，打了两次电话没人来。', '还是漏水', '一个月后又漏了'])
    expect((await me.track(code)).body.number).toBe(later.body.number)
  })
})

describe('a rating', () => {
  const answered = { solution: 5, handling: 4, word: '师傅很好，电话 13999998888 可回访' }
  test('is taken once a solution, can be changed for a day, and is a submission of its version with its event', async () => {
    const me = visitor()
    const { body: { code, number } } = await me.submit({ phone: '13211110000' })
    const { id } = await caseOf(number)
    const early = await me.track(code)
    expect(early.body.rating).toBeNull()
    await solve(id)
    const { body: { rating } } = await me.track(code)
    expect(rating).toMatchObject({ answers: null, changeableUntil: null, questions: { sections: [{ questions: [{ key: 'solution' }, { key: 'handling' }, { key: 'word' }] }] } })
    expect((await me.rate(code, rating?.formId as string, { solution: 9 })).body.errors).toMatchObject([{ path: 'answers.solution', code: 'answer.off-the-scale' }, { path: 'answers.handling', code: 'answer.required' }])
    const rated = await me.rate(code, rating?.formId as string, answered)
    expect(rated).toMatchObject({ status: 201, body: { may: ['reply', 'rate'], rating: { answers: answered } } })
    house.clock.pass(3_600)
    expect((await me.rate(code, rating?.formId as string, { solution: 3, handling: 3 })).body.rating).toMatchObject({ answers: { solution: 3, handling: 3 } })
    house.clock.pass(86_400)
    expect((await me.track(code)).body).toMatchObject({ may: ['reply'], rating: { changeableUntil: null } })
    expect((await me.rate(code, rating?.formId as string, answered)).body.code).toBe('portal.rating-settled')

    const { items } = await manager.call(forms.submissions, { query: { aboutId: id } })
    expect(items).toMatchObject([{ form: { key: 'solution-rating', version: 1 }, score: 50, staff: { id: agent.id }, via: 'portal', by: { kind: 'customer' } }])
    expect((await agent.call(portalDesk.overview, { params: { id } })).ratings).toMatchObject([{ score: 50, answers: { solution: 3, handling: 3 } }])
    await house.drain()
    const history = (await manager.call(cases.events, { params: { id } })).items
    expect(history.filter(({ kind }) => kind === 'portal.rated').map(({ data }) => [data['score'], data['again']])).toEqual([[87.5, false], [50, true]])
    expect((await manager.call(interactions.list, { query: { aboutId: id } })).items.length).toBe(3)

    await me.reply(code, '又坏了')
    expect((await me.track(code)).body.rating).toBeNull()
    await solve(id)
    await house.drain()
    const analyses = async () => (await agent.call(course.course, { params: { id } })).analyses.map(({ origin, state }) => [origin, state])
    expect(await analyses()).toEqual([])
    expect((await me.rate(code, rating?.formId as string, { solution: 1, handling: 5 })).status).toBe(201)
    // CAS-18: who is dissatisfied calls for an analysis of the cause, by whatever way they say so.
    await house.drain()
    expect(await analyses()).toEqual([['rating', 'open']])
    expect((await manager.call(forms.submissions, { query: { aboutId: id } })).items).toHaveLength(2)
  })
  test('of what is not solved is refused; two at once are one', async () => {
    const me = visitor()
    const { body: { code, number } } = await me.submit({ phone: '13211112222' })
    const { id } = await caseOf(number)
    const formId = (await manager.call(forms.list, {})).items.find(({ key }) => key === 'solution-rating')?.id as string
    expect((await me.rate(code, formId, answered)).body.code).toBe('portal.nothing-to-rate')
    await solve(id)
    expect((await Promise.all([1, 2, 3].map(() => me.rate(code, formId, answered)))).map(({ status }) => status)).toEqual([201, 201, 201])
    expect((await manager.call(forms.submissions, { query: { aboutId: id } })).items).toHaveLength(1)
  })
})

test('after all of it the chain holds', async () => {
  await house.drain()
  expect(await verifyChain(house.directPool)).toMatchObject({ badAt: null })
})
