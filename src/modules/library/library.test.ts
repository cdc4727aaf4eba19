import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { strike } from '../../kernel/jobs.ts'
import { notifications } from '../people/contract.ts'
import { search } from '../search/contract.ts'
import { calendarBeat } from './beat.ts'
import { documents } from './contract.ts'
import type { Document, NewDocument } from './contract.ts'
import { register } from './register/contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let manager: Person
let supervisor: Person
let author: Person
let agents: Person[]
let clerk: Person
beforeAll(async () => {
  house = await openWholeHouse()
  const teamId = (await house.team('热线')).id
  manager = await house.hire('cs_manager', { name: '王经理' })
  supervisor = await house.hire('cs_supervisor', { name: '李主管' })
  author = await house.hire('team_lead', { name: '赵组长', teamId })
  agents = await Promise.all(['陈一', '陈二', '陈三'].map((name) => house.hire('agent', { name, teamId })))
  clerk = await house.hire('clerk', { name: '文员' })
  await house.drain()
})
afterAll(() => house?.close())

let count = 0
const policy = (more: Partial<NewDocument> = {}): NewDocument => ({ kind: 'policy', key: `rule-${++count}`, texts: { zh: { title: '退换货规定', sections: { purpose: '为客户', rules: '七天无理由', duties: '客服负责' } } }, readers: ['agent'], ...more })
const standard = (more: Partial<NewDocument> = {}): NewDocument => ({
  kind: 'service-standard', key: `standard-${++count}`, texts: { zh: { title: '回访标准', sections: { content: '回访', standard: '三日内', flow: '一步一步' } } }, fields: { channel: 'phone' }, links: [{ kind: 'flow', key: 'case' }], readers: ['agent'], ...more,
})
const move = async (who: Person, of: Document, deed: 'submit' | 'return' | 'approve' | 'put-in-force' | 'drop' | 'withdraw', note?: string) => {
  const { id, number } = of.open ?? of.current!
  const { revision } = await manager.call(documents.version, { params: { id: of.id, versionId: id } })
  const version = await who.call(documents.move, { params: { id: of.id, versionId: id }, body: { deed, revision, ...(note ? { note } : {}) } })
  expect(version.number).toBe(number)
  return manager.call(documents.get, { params: { id: of.id } })
}
const inForce = async (body = policy()) => move(manager, await move(author, await author.call(documents.begin, { body }), 'submit'), 'approve')
const codes = (problem: unknown) => (problem as { problem: { errors?: { code: string; path: string; message?: string }[] } }).problem.errors?.map(({ code, path }) => `${path} ${code}`) ?? []

describe('the life of a version', () => {
  test('draft, review, approved by somebody else, in force, replaced by the next; each with who and when', async () => {
    const begun = await author.call(documents.begin, { body: policy() })
    expect(begun).toMatchObject({ state: 'draft', owner: { name: '赵组长' }, shown: { number: 1, gaps: [] } })
    const submitted = await move(author, begun, 'submit')
    await expect(move(author, submitted, 'approve')).rejects.toMatchObject({ status: 403 })
    await house.drain()
    expect((await manager.call(notifications.recent, { query: {} })).items.filter((one) => one.code === 'document.notice-to-approve' && one.subjectId === begun.id)).toHaveLength(1)
    const approved = await move(manager, submitted, 'approve')
    expect(approved).toMatchObject({ state: 'in-force', current: { number: 1 }, open: null, reviewDueOn: '2027-03-02', shown: { approvedBy: { name: '王经理' }, effectiveOn: '2026-03-02' } })

    const next = await author.call(documents.draft, { params: { id: begun.id }, body: {} })
    expect(next.texts.zh?.sections['rules']).toBe('七天无理由')
    await expect(author.call(documents.draft, { params: { id: begun.id }, body: {} })).rejects.toMatchObject({ status: 409, code: 'document.draft-open' })
    const edited = await author.call(documents.edit, { params: { id: begun.id, versionId: next.id }, body: { revision: next.revision, texts: { zh: { title: '退换货规定', sections: { purpose: '为客户', rules: '十五天无理由', duties: '客服负责' } } }, note: '放宽到十五天' } })
    await expect(author.call(documents.edit, { params: { id: begun.id, versionId: next.id }, body: { revision: next.revision, note: '晚了' } })).rejects.toMatchObject({ status: 409, code: 'record.stale' })
    expect(edited.revision).toBe(next.revision + 1)
    // The old one counts until the new one is in force.
    expect((await agents[0]!.call(documents.get, { params: { id: begun.id } })).shown.texts.zh?.sections['rules']).toBe('七天无理由')
    const after = await move(manager, await move(author, await manager.call(documents.get, { params: { id: begun.id } }), 'submit'), 'approve')
    expect(after.versions.map(({ number, state, endedWhy }) => [number, state, endedWhy])).toEqual([[2, 'in-force', null], [1, 'retired', 'replaced']])
    const { items } = await manager.call(documents.events, { params: { id: begun.id } })
    expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['document.begun', 'document.moved', 'document.drafted', 'document.edited']))
  })

  test('somebody who wrote on it may not approve it either, and a supervisor who did not may', async () => {
    const begun = await author.call(documents.begin, { body: policy() })
    const draft = begun.open!
    await manager.call(documents.edit, { params: { id: begun.id, versionId: draft.id }, body: { revision: 1, note: '改了一句' } })
    const submitted = await move(author, begun, 'submit')
    await expect(move(manager, submitted, 'approve')).rejects.toMatchObject({ status: 403, code: 'document.own-work' })
    expect((await move(supervisor, submitted, 'approve')).state).toBe('in-force')
  })

  test('a return needs a reason and the authors hear it', async () => {
    const submitted = await move(author, await author.call(documents.begin, { body: policy() }), 'submit')
    await expect(move(manager, submitted, 'return')).rejects.toMatchObject({ status: 422, code: 'document.reason-needed' })
    expect(await move(manager, submitted, 'return', '第二条说不清')).toMatchObject({ state: 'draft', shown: { returnedNote: '第二条说不清' } })
    await house.drain()
    expect((await author.call(notifications.recent, { query: {} })).items.map(({ code }) => code)).toContain('document.notice-returned')
  })

  test('what begins on a later day waits for it, and what is past its last day ends', async () => {
    const body = policy({ effectiveOn: '2026-03-05', expiresOn: '2026-04-05' })
    const waiting = await inForce(body)
    expect(waiting.state).toBe('approved')
    await expect(move(manager, waiting, 'put-in-force')).rejects.toMatchObject({ status: 422, problem: { errors: [{ code: 'document.not-yet-effective' }] } })
    house.clock.set('2026-03-05T01:00:00Z')
    await strike(house.work, calendarBeat)
    expect((await manager.call(documents.get, { params: { id: waiting.id } })).state).toBe('in-force')
    house.clock.set('2026-04-06T01:00:00Z')
    await strike(house.work, calendarBeat)
    expect(await manager.call(documents.get, { params: { id: waiting.id } })).toMatchObject({ state: 'retired', versions: [{ endedWhy: 'expired' }] })
    house.clock.set('2026-03-02T01:00:00Z')
  })

  test('what would be over before it begins is not submitted', async () => {
    const of = await author.call(documents.begin, { body: policy({ expiresOn: '2026-03-01' }) })
    await expect(move(author, of, 'submit')).rejects.toMatchObject({ status: 422, problem: { errors: [{ path: 'expiresOn', code: 'document.ends-before-it-begins' }] } })
  })

  test('what is wrong with the body is named by its place', async () => {
    const bad = await author.raw('POST', '/documents', { ...policy(), texts: { zh: { title: '', sections: { nowhere: 'x' } } } })
    expect(bad.json()).toMatchObject({ status: 400, errors: [{ path: 'texts.zh.title' }] })
    await expect(author.call(documents.begin, { body: policy({ fields: { colour: 'red' }, texts: { zh: { title: '甲', sections: { nowhere: 'x' } } } }) })).rejects.toMatchObject({ problem: { errors: [{ path: 'texts.zh.sections.nowhere' }, { path: 'fields.colour' }] } })
    const taken = policy()
    await author.call(documents.begin, { body: taken })
    await expect(author.call(documents.begin, { body: taken })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'key', code: 'document.key-taken' }] } })
  })
})

describe('who sees what', () => {
  test('drafts their authors only; what is in force everybody; what is for leaders no agent, not in lists, search or files either', async () => {
    const draft = await author.call(documents.begin, { body: policy({ texts: { zh: { title: '紫色麒麟草稿', sections: { purpose: '甲', rules: '乙', duties: '丙' } } } }) })
    const secret = await inForce(policy({ seenBy: 'leaders', texts: { zh: { title: '金色凤凰方案', sections: { purpose: '甲', rules: '乙', duties: '丙' } } } }))
    await house.drain()
    const [agent] = agents as [Person]
    for (const of of [draft, secret]) {
      await expect(agent.call(documents.get, { params: { id: of.id } })).rejects.toMatchObject({ status: 404 })
      await expect(agent.call(documents.markdown as never, { params: { id: of.id }, query: { language: 'zh' } } as never)).rejects.toMatchObject({ status: 404 })
      await expect(agent.call(documents.events, { params: { id: of.id } })).rejects.toMatchObject({ status: 404 })
    }
    const ids = async (who: Person, q?: string) => (await who.call(documents.list, { query: { limit: 200, ...(q ? { q } : {}) } })).items.map(({ id }) => id)
    expect(await ids(agent)).not.toEqual(expect.arrayContaining([draft.id]))
    expect(await ids(agent)).not.toContain(secret.id)
    expect(await ids(supervisor)).toContain(secret.id)
    expect(await ids(supervisor)).not.toContain(draft.id)
    expect(await ids(author)).toContain(draft.id)
    expect(await ids(manager, '麒麟')).toEqual([draft.id])
    expect(await ids(agent, '凤凰')).toEqual([])
    expect((await agent.call(search.find, { query: { q: '凤凰' } })).items).toEqual([])
    expect((await supervisor.call(search.find, { query: { q: '凤凰' } })).items).toMatchObject([{ kind: 'document', path: `/library/${secret.id}` }])
  })
  test('whoever may only read can’t write, approve, train or keep the register', async () => {
    const of = await inForce()
    const [agent] = agents as [Person]
    expect((await agent.call(documents.get, { params: { id: of.id } })).may).toEqual(['confirm'])
    for (const [method, path, body] of [['POST', '/documents', policy()], ['POST', `/documents/${of.id}/versions`, {}], ['PATCH', `/documents/${of.id}`, { version: of.version, seenBy: 'leaders' }], ['POST', `/documents/${of.id}/review`, { version: of.version, reason: 'x' }], ['GET', `/documents/${of.id}/readers`, undefined], ['GET', '/register', undefined], ['PATCH', '/register', { items: [{ kind: 'flow', key: 'case' }], ownerId: agent.id }]] as const) {
      expect((await agent.raw(method, path, body)).statusCode, `${method} ${path}`).toBe(403)
    }
    await expect(move(agent, of, 'withdraw', 'x')).rejects.toMatchObject({ status: 403 })
  })
  test('a version that was never approved is nobody’s to read by its address', async () => {
    const of = await inForce()
    const next = await author.call(documents.draft, { params: { id: of.id }, body: {} })
    await expect(agents[0]!.call(documents.version, { params: { id: of.id, versionId: next.id } })).rejects.toMatchObject({ status: 404 })
    expect((await agents[0]!.call(documents.get, { params: { id: of.id } })).versions).toHaveLength(1)
  })
})

describe('found, confirmed, counted', () => {
  test('by two characters, by pinyin and by what it says in English', async () => {
    const of = await inForce(policy({ texts: { zh: { title: '雷电防护须知', sections: { purpose: '夏季**上门安装**', rules: '打雷时停止作业', duties: '安装师傅' } }, en: { title: 'Thunder rule', sections: { purpose: 'Nobody works on a roof in a thunderstorm.', rules: 'Stop.', duties: 'Installers.' } } } }))
    await house.drain()
    for (const q of ['雷电', '打雷', 'leidian', 'ldfh', 'thunderstorm', of.key]) expect((await agents[0]!.call(documents.list, { query: { q } })).items.map(({ id }) => id), q).toContain(of.id)
  })
  test('each confirms for themselves, once; coverage is of those who have to know it', async () => {
    const of = await inForce()
    await house.drain()
    const [first, second] = agents as [Person, Person, Person]
    expect((await first.call(notifications.recent, { query: {} })).items.some((one) => one.code === 'document.notice-to-confirm' && one.subjectId === of.id)).toBe(true)
    expect((await first.call(documents.list, { query: { todo: 'confirm', limit: 200 } })).items.map(({ id }) => id)).toContain(of.id)
    const versionId = of.current!.id
    await first.call(documents.confirm, { params: { id: of.id }, body: { versionId } })
    const twice = await first.call(documents.confirm, { params: { id: of.id }, body: { versionId } })
    expect(twice).toMatchObject({ confirmed: true, figures: { confirmed: { n: 1, of: 3, percent: 33.3 } } })
    expect((await first.call(documents.list, { query: { todo: 'confirm', limit: 200 } })).items.map(({ id }) => id)).not.toContain(of.id)
    await second.call(documents.confirm, { params: { id: of.id }, body: { versionId } })
    await expect(clerk.call(documents.confirm, { params: { id: of.id }, body: { versionId } })).rejects.toMatchObject({ status: 422, code: 'document.not-asked' })
    const { items } = await author.call(documents.readers, { params: { id: of.id } })
    expect(new Map(items.map(({ staff, confirmedAt }) => [staff.name, confirmedAt !== null]))).toEqual(new Map([['陈一', true], ['陈二', true], ['陈三', false]]))
  })
  test('opened once a person and day, used once a record', async () => {
    const of = await inForce()
    const use = (who: Person, about?: string) => who.call(documents.use, { params: { id: of.id }, body: { versionId: of.current!.id, ...(about ? { about: { kind: 'case', id: about } } : {}) } })
    await use(agents[0]!)
    await use(agents[0]!)
    await use(agents[1]!)
    await use(agents[1]!, '01a20221-2522-73fc-894a-0f270e28cb6b')
    await use(agents[1]!, '01a20221-2522-73fc-894a-0f270e28cb6b')
    expect((await manager.call(documents.get, { params: { id: of.id } })).uses).toEqual({ opened: 2, used: 1, readers: 2 })
  })
})

describe('CAS-26: a service standard has three parts and a flow', () => {
  test('without a flow it is incomplete, says so, and can’t be submitted', async () => {
    const of = await author.call(documents.begin, { body: standard({ links: [], texts: { zh: { title: '缺流程', sections: { content: '有', standard: '', flow: '有' } } } }) })
    expect(of.shown.gaps).toEqual([{ code: 'document.no-section', at: 'standard', language: 'zh' }, { code: 'document.no-link', at: 'flow', language: null }])
    const refusal = await move(author, of, 'submit').catch((error: unknown) => error)
    expect(refusal).toMatchObject({ status: 422, code: 'document.incomplete' })
    expect(codes(refusal)).toEqual(['zh.standard document.no-section', 'flow document.no-link'])
  })
  test('a flow that is not there does not count; one that is leads to its page', async () => {
    const of = await author.call(documents.begin, { body: standard({ links: [{ kind: 'flow', key: 'no-such' }] }) })
    expect(of.shown.gaps).toEqual([{ code: 'document.unknown-link', at: 'flow/no-such', language: null }])
    const whole = await author.call(documents.edit, { params: { id: of.id, versionId: of.open!.id }, body: { revision: 1, links: [{ kind: 'flow', key: 'case' }] } })
    expect(whole).toMatchObject({ gaps: [], links: [{ kind: 'flow', key: 'case', name: { zh: expect.stringMatching(/./) }, path: '/definitions/flow/case' }] })
  })
})

describe('CAS-27: a standard is trained and assessed before it is in force', () => {
  test('approved, trained, assessed, in force, under review; in force asks for the coverage of its kind', async () => {
    const of = await inForce(standard())
    expect(of).toMatchObject({ state: 'approved', shown: { stage: 'approved' }, figures: { trained: { n: 0, of: 3, percent: 0 } } })
    const stage = async () => (await manager.call(documents.get, { params: { id: of.id } })).shown.stage
    const record = (sort: 'training' | 'assessment', results: { staffId: string; passed?: boolean; score?: number }[]) =>
      supervisor.call(documents.record, { params: { id: of.id }, body: { versionId: of.open!.id, sort, heldOn: '2026-03-01', evidence: '签到表 2026-03-01', results } })
    const [one, two, three] = agents as [Person, Person, Person]
    await record('training', [{ staffId: one.id }, { staffId: two.id }])
    const early = await move(manager, of, 'put-in-force').catch((error: unknown) => error)
    expect(early).toMatchObject({ status: 422, code: 'document.not-ready', problem: { errors: [{ code: 'document.coverage-too-low', message: expect.stringContaining('66.7%') }, { code: 'document.pass-too-low' }] } })
    // Reading it is not training by this kind's rule.
    await three.call(documents.confirm, { params: { id: of.id }, body: { versionId: of.open!.id } })
    expect(await stage()).toBe('approved')
    await record('training', [{ staffId: three.id }])
    expect(await stage()).toBe('trained')
    await record('assessment', [{ staffId: one.id, score: 92 }, { staffId: two.id, score: 88 }, { staffId: three.id, passed: false, score: 55 }])
    expect(await move(manager, of, 'put-in-force').catch((error: unknown) => codes(error))).toEqual(['deed document.pass-too-low'])
    await record('assessment', [{ staffId: three.id, score: 81 }])
    expect(await stage()).toBe('assessed')
    const begun = await move(manager, of, 'put-in-force')
    expect(begun).toMatchObject({ state: 'in-force', shown: { stage: 'in-force' }, figures: { trained: { percent: 100 }, passed: { n: 3, of: 3 } } })
    const reviewing = await manager.call(documents.openReview, { params: { id: of.id }, body: { version: begun.version, reason: '客户反映等太久' } })
    expect(reviewing).toMatchObject({ state: 'in-force', shown: { stage: 'under-review' } })
    const over = await manager.call(documents.confirmReview, { params: { id: of.id }, body: { version: reviewing.version, note: '维持不变', nextOn: '2026-06-01' } })
    expect(over).toMatchObject({ shown: { stage: 'in-force' }, reviewDueOn: '2026-06-01', reviewedOn: '2026-03-02' })
    const { items } = await supervisor.call(documents.readers, { params: { id: of.id } })
    expect(items.find(({ staff }) => staff.name === '陈三')).toMatchObject({ trained: true, passed: true, score: 81, evidence: '签到表 2026-03-01', recordedBy: '李主管' })
  })
})

describe('STR-12: the register', () => {
  test('a policy whose review was due yesterday is in the overdue list, its owner and the manager hear of it once, and looking at it ends that', async () => {
    const of = await inForce(policy({ texts: { zh: { title: '值班规定', sections: { purpose: '甲', rules: '乙', duties: '丙' } } } }))
    await manager.call(documents.change, { params: { id: of.id }, body: { version: of.version, reviewDueOn: '2026-03-01' } })
    const { items, counts } = await manager.call(register.entries, { query: { standing: 'overdue' } })
    expect(items).toMatchObject([{ id: `document/${of.key}`, name: { zh: '值班规定' }, version: 1, owner: { name: '赵组长' }, reviewDueOn: '2026-03-01', standing: 'overdue', path: `/library/${of.id}` }])
    expect(counts.overdue).toBe(1)
    await strike(house.work, calendarBeat)
    await strike(house.work, calendarBeat)
    const heard = async (who: Person, code: string) => (await who.call(notifications.recent, { query: { limit: 100 } })).items.filter((one) => one.code === code && one.subjectId === of.id)
    expect(await heard(author, 'register.notice-overdue')).toHaveLength(1)
    expect(await heard(manager, 'register.notice-overdue-count')).toMatchObject([{ params: { n: 1 } }])
    await manager.call(register.review, { body: { kind: 'document', key: of.key, note: '仍然适用' } })
    expect((await manager.call(register.entries, { query: { standing: 'overdue' } })).items).toEqual([])
  })
  test('everything in force is there with a version and a review day, by pages without gaps; owners are named for many at once', async () => {
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await manager.call(register.entries, { query: { limit: 20, ...(cursor ? { cursor } : {}) } })
      all.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    const { counts } = await manager.call(register.entries, { query: { limit: 1 } })
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(counts.all)
    expect(all).toEqual(expect.arrayContaining(['flow/case', 'document-kind/policy', 'calendar/standard']))
    const flows = await manager.call(register.entries, { query: { kind: 'flow', owner: 'none', limit: 200 } })
    expect(flows.items.length).toBeGreaterThan(0)
    await manager.call(register.nameOwners, { body: { items: flows.items.map(({ kind, key }) => ({ kind, key })), ownerId: supervisor.id, reviewDueOn: '2026-03-10' } })
    expect((await manager.call(register.entries, { query: { kind: 'flow', owner: 'none' } })).items).toEqual([])
    expect((await manager.call(register.entries, { query: { kind: 'flow', standing: 'soon', limit: 200 } })).items).toHaveLength(flows.items.length)
    await expect(manager.call(register.nameOwners, { body: { items: [{ kind: 'flow', key: 'no-such' }], ownerId: supervisor.id } })).rejects.toMatchObject({ status: 404 })
  })
})

describe('what comes with the product', () => {
  test('waits for approval, is whole in both languages, and whoever approves it answers for it', async () => {
    const { items } = await manager.call(documents.list, { query: { todo: 'approve', limit: 200 } })
    const shipped = items.filter(({ owner }) => !owner)
    expect(shipped.filter(({ kind }) => !['industry-brief', 'emergency-card'].includes(kind)).map(({ key }) => key).toSorted()).toEqual(['complaint-conversation-training', 'complaint-policy', 'confidentiality-agreement', 'counter-standard', 'customer-privacy', 'email-standard', 'first-responder-rule', 'phone-standard', 'wording-guide'])
    // Modules above bring documents of their own kinds, whole as well.
    expect(shipped.filter(({ kind }) => kind === 'emergency-card')).toHaveLength(4)
    for (const one of shipped) {
      const of = await manager.call(documents.get, { params: { id: one.id } })
      expect(of.shown.gaps, one.key).toEqual([])
      expect(Object.keys(of.shown.texts.en?.sections ?? {}), one.key).toEqual(Object.keys(of.shown.texts.zh?.sections ?? {}))
      expect(of.shown.shipped).toBe(true)
    }
    const rule = shipped.find(({ key }) => key === 'first-responder-rule')!
    expect(await move(manager, await manager.call(documents.get, { params: { id: rule.id } }), 'approve')).toMatchObject({ state: 'in-force', owner: { name: '王经理' } })
    await strike(house.work, calendarBeat)
    expect((await manager.call(documents.get, { params: { id: rule.id } })).versions).toHaveLength(1)
  })
})

describe('Markdown in and out', () => {
  const file = async (who: Person, id: string, language: 'zh' | 'en') => (await who.raw('GET', `/documents/${id}/markdown?language=${language}`)).body
  test('what goes out comes in again the same, the other language beside it', async () => {
    const of = await author.call(documents.begin, { body: policy({ key: 'round-trip', fields: { basis: 'ISO 10002: "2018"' }, links: [{ kind: 'flow', key: 'case' }], texts: { zh: { title: '往返: 一', sections: { purpose: '## 小标题\n\n- 甲\n- 乙', rules: '# 假标题 {#rules}\n\n| a | b |\n|---|---|\n| 1 | 2 |', duties: '`{#x}`' } } } }) })
    const text = await file(author, of.id, 'zh')
    expect(text).toMatch(/^---\nkey: round-trip\nkind: policy\nlanguage: zh\n/)
    const english = text.replace('language: zh', 'language: en').replace('往返: 一', 'Round trip')
    const taken = await author.call(documents.take, { body: { text: english } })
    expect(taken.id).toBe(of.id)
    expect(taken.shown.texts.zh).toEqual(of.shown.texts.zh)
    expect(taken.shown.texts.en).toEqual({ ...of.shown.texts.zh, title: 'Round trip' })
    expect(taken.shown).toMatchObject({ number: 1, fields: { basis: 'ISO 10002: "2018"' }, links: [{ kind: 'flow', key: 'case' }] })
  })
  test('a new key begins a document; what is no such file is refused at its place', async () => {
    expect(await author.call(documents.take, { body: { text: '---\nkey: from-file\nkind: guide\ntitle: 怎样换纸\n---\n\n打开盖子。' } })).toMatchObject({ key: 'from-file', state: 'draft', shown: { texts: { zh: { title: '怎样换纸', sections: { guide: '打开盖子。' } } } } })
    for (const [text, code] of [['没有头', 'document.no-front-matter'], ['---\nkey: x\nkind: guide\n---\n', 'document.no-title'], ['---\nkey: Not A Key\nkind: guide\ntitle: x\n---\n', 'document.bad-front-matter'], ['---\nkey: from-file\nkind: guide\ntitle: x\neffective: "2026-13-45"\n---\n', 'document.bad-front-matter'], ['---\nkey: y\nkind: no-such\ntitle: x\n---\n', 'document.unknown-kind']]) {
      const answer = await author.raw('POST', '/documents/import', { text })
      expect(answer.statusCode, text).toBe(400)
      expect(answer.json<{ errors: { code: string }[] }>().errors[0]?.code, text).toBe(code)
    }
  })
  test('hostile Markdown is kept as it is, leaves as text only, and names no file of others', async () => {
    const evil = '<script>alert(1)</script>\n\n[点我](javascript:alert(1)) ![x](https://track.example/p.gif)'
    const of = await inForce(policy({ texts: { zh: { title: '<img src=x onerror=alert(1)>', sections: { purpose: evil, rules: '乙', duties: '丙' } } } }))
    const answer = await agents[0]!.raw('GET', `/documents/${of.id}`)
    expect(answer.headers['content-type']).toContain('application/json')
    expect(answer.json<Document>().shown.texts.zh?.sections['purpose']).toBe(evil)
    const out = await agents[0]!.raw('GET', `/documents/${of.id}/markdown?language=zh`)
    expect(out.headers['content-type']).toContain('text/markdown')
    expect(out.headers['content-disposition']).toContain('attachment')
    await house.drain()
    const { items } = await agents[0]!.call(search.find, { query: { q: 'onerror' } })
    expect(items[0]?.title.map(({ text }) => text).join('')).toBe('<img src=x onerror=alert(1)>')
  })
})

test('texts link to each other by keys; a key of what one may not see leads nowhere', async () => {
  const of = await inForce()
  const draft = await author.call(documents.begin, { body: policy() })
  expect(await agents[0]!.call(documents.byKey, { params: { key: of.key } })).toEqual({ id: of.id })
  await expect(agents[0]!.call(documents.byKey, { params: { key: draft.key } })).rejects.toMatchObject({ status: 404 })
})
