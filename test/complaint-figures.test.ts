import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cases } from '../src/modules/cases/contract.ts'
import type { OpenCase } from '../src/modules/cases/contract.ts'
import { interactions } from '../src/modules/contacts/contract.ts'
import { talks } from '../src/modules/contacts/talk/contract.ts'
import { customers } from '../src/modules/customers/contract.ts'
import { forms } from '../src/modules/forms/contract.ts'
import { metrics } from '../src/modules/metrics/contract.ts'
import { notifications, units } from '../src/modules/people/contract.ts'
import { openWholeHouse } from './whole-house.ts'

/** What is counted of complaints, calls and answers, each row’s worked example among them. */

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let lead: Person
let agent: Person
let customerId: string
beforeAll(async () => {
  house = await openWholeHouse()
  house.clock.set('2026-03-16T02:00:00Z')
  manager = await house.hire('cs_manager', { name: '王经理' })
  lead = await house.hire('team_lead', { name: '周组长' })
  agent = await house.hire('agent', { name: '陈首问' })
  await manager.call(units.makeTeam, { body: { name: '投诉组', members: [{ id: lead.id, leader: true }, { id: agent.id }] } })
  customerId = (await manager.call(customers.add, { body: { type: 'person', name: '欧阳娜', contactPoints: [{ kind: 'phone', value: '13700000001' }] } })).id
})
afterAll(() => house.close())

const march = { from: '2026-03-01', to: '2026-03-31' }
const value = async (key: string, query: object = march) => { await house.drain(); return manager.call(metrics.value, { params: { key }, query: query as never }) }
const open = (more: Partial<OpenCase> = {}, by = agent) => by.call(cases.open, { body: { kind: 'complaint', subject: '空调不制冷', description: '装好第二天就不制冷了', channel: 'phone', ...more } })
const refusal = (going: Promise<unknown>) => going.then(() => 'was not refused', (error: { problem?: { code?: string } }) => error.problem?.code)

describe('a call (CMP-07)', () => {
  const call = async (channel: 'phone' | 'email' = 'phone') => (await agent.call(interactions.writeDown, { body: { channel, direction: 'in', customerId, startedAt: house.clock.now().toISOString(), topic: '投诉空调' } })).id
  const says = (speaker: 'agent' | 'customer', from: number, until: number) => ({ speaker, from, until })
  test('with three overlaps of more than a second is flagged 打断 ×3; the time to vent is kept, and whoever leads hears', async () => {
    const id = await call()
    const { talk } = await manager.call(talks.tellTalk, { params: { id }, body: { stretches: [says('customer', 0, 60), says('agent', 20, 23), says('agent', 40, 42), says('agent', 55, 62), says('customer', 62, 100), says('agent', 101, 110)], transcript: '您好，这边是客服。谢谢您的反映。' } })
    expect(talk).toMatchObject({ interruptions: 3, brokeInAt: [20, 40, 55], flagged: true, ventingSeconds: 38, manners: { greeting: true, please: false, thanks: true, score: 2 } })
    expect((await agent.call(interactions.list, { query: { flagged: 'true' } })).items).toMatchObject([{ id, talk: { interruptions: 3, flagged: true } }])
    await house.drain()
    expect((await lead.call(notifications.recent, { query: {} })).items).toMatchObject([{ code: 'interaction.notice-flagged', params: { n: 3 } }])
    // Told again it counts once; a mail has no stretches of speech, and an agent does not tell them.
    expect((await manager.call(talks.tellTalk, { params: { id }, body: { stretches: [says('customer', 0, 30), says('agent', 10, 13)] } })).talk).toMatchObject({ interruptions: 1, flagged: false, manners: null })
    expect(await refusal(manager.call(talks.tellTalk, { params: { id: await call('email') }, body: { stretches: [says('agent', 0, 1)] } }))).toBe('interaction.not-spoken')
    expect(await refusal(agent.call(talks.tellTalk, { params: { id }, body: { stretches: [says('agent', 0, 1)] } }))).toBe('auth.forbidden')
    expect(await value('calls-interrupted')).toMatchObject({ n: 1, numerator: 0 })
  })
})

describe('politeness (ETQ-06)', () => {
  test('words with 您好 and 谢谢 and no 请 score two of three, over all one said on a case', async () => {
    const { id } = await open({ kind: 'request' })
    const say = (body: string) => agent.call(cases.say, { params: { id }, body: { body, visibility: 'public' } })
    await say('您好，已为您登记。')
    expect(await value('politeness-score')).toMatchObject({ value: 1, n: 1 })
    await say('谢谢您的耐心。')
    await agent.call(cases.say, { params: { id }, body: { body: '请二线看看', visibility: 'internal' } })
    expect(await value('politeness-score')).toMatchObject({ value: 2, n: 1 })
    expect(await value('politeness-please')).toMatchObject({ value: 0, numerator: 0, denominator: 1 })
    expect((await manager.call(metrics.records, { params: { key: 'politeness-score' }, query: march as never })).items).toMatchObject([{ record: { kind: 'case', id }, value: 2 }])
  })
})

describe('answers held against what is right (QLT-20)', () => {
  test('48 right of 50 checked are 96 %, with each check a record', async () => {
    const { id } = await open({ kind: 'consultation' })
    const evaluator = await house.hire('evaluator')
    const form = (await evaluator.call(forms.list, {})).items.find(({ key }) => key === 'answer-check')?.id ?? ''
    for (let n = 0; n < 50; n += 1) await evaluator.call(forms.submit, { body: { formId: form, about: { kind: 'case', id }, answers: n < 2 ? { correct: false, source: 'product', right: '保修期是三年' } : { correct: true, source: 'article' } } })
    expect(await value('answer-accuracy')).toMatchObject({ value: 96, numerator: 48, denominator: 50 })
    expect(await value('answer-accuracy', { ...march, by: 'source' })).toMatchObject({ groups: [{ group: 'article', value: 100 }, { group: 'product', value: 0, n: 2 }] })
  })
})
