import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import { cases } from '../../cases/contract.ts'
import { changes } from '../contract.ts'
import { documents } from '../../library/contract.ts'
import { tasks } from '../../tasks/contract.ts'
import { causes } from './contract.ts'
import { documentCauses } from '../document-causes/contract.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
beforeAll(async () => { house = await openWholeHouse() })
afterAll(() => house.close())

test('IMP-14: a dissatisfaction becomes a change request of a process, and the history of the process shows the record behind its new version', async () => {
  const manager = await house.hire('cs_manager', { name: '王经理' })
  const agent = await house.hire('agent')
  const open = (subject: string) => agent.call(cases.open, { body: { kind: 'complaint', subject, description: '约好九点，等到下午一点', channel: 'phone' } })
  const [first, second] = [await open('师傅没有按时上门'), await open('又没有人来')]
  const { items } = await manager.call(definitions.list, { query: { kind: 'flow', key: 'installation-booking' } })
  const version = items.find(({ inForce }) => inForce) as (typeof items)[number]
  const asked = await manager.call(causes.askChange, { params: { id: first.id }, body: { title: '出发前一小时通知', reason: '客户白等', description: '派工后短信通知', flowKey: 'installation-booking', plannedOn: '2026-04-01', definitionId: version.id, finding: '派工后没有人告诉客户改期，电话 13812345678' } })
  expect(asked).toMatchObject({ state: 'planned', flow: { key: 'installation-booking' } })
  await manager.call(causes.addCause, { params: { id: asked.id }, body: { caseId: second.id, finding: '同样没有通知' } })
  await expect(manager.call(causes.addCause, { params: { id: asked.id }, body: { caseId: second.id, finding: '再说一次' } })).rejects.toMatchObject({ status: 409, code: 'process-change.cause-known' })
  const [of] = (await manager.call(causes.historyOfFlow, { params: { key: 'installation-booking' } })).items
  expect(of).toMatchObject({ id: asked.id, title: '出发前一小时通知', version: { id: version.id, version: version.version }, causes: [{ case: { number: second.number, kind: 'complaint', seen: true }, finding: '同样没有通知', addedBy: { name: '王经理' } }, { case: { number: first.number } }] })
  expect(of?.causes[1]?.finding).not.toContain('13812345678')
  expect((await agent.call(causes.changesOfCase, { params: { id: first.id } })).items).toMatchObject([{ id: asked.id, state: 'planned' }])
  expect((await manager.call(changes.events, { params: { id: asked.id } })).items.map(({ kind }) => kind)).toEqual(['process-change.planned', 'process-change.cause-added', 'process-change.cause-added'])
  // Whoever may not open the case reads the finding, and no more of it.
  const elsewhere = await house.hire('trainer')
  expect((await elsewhere.call(causes.causesOf, { params: { id: asked.id } })).items).toMatchObject([{ case: { seen: false } }, { case: { seen: false } }])
  await expect(agent.call(causes.askChange, { params: { id: first.id }, body: { title: '甲', reason: '乙', description: '丙', flowKey: 'installation-booking', plannedOn: '2026-04-01', finding: '丁' } })).rejects.toMatchObject({ status: 403 })
})

test('IMP-14: a dissatisfaction asks for a revision of a document, and its history shows the record that caused the new version', async () => {
  const [manager, writer, agent] = [await house.hire('cs_manager', { name: '李经理' }), await house.hire('team_lead', { name: '赵组长' }), await house.hire('agent')]
  const begun = await writer.call(documents.begin, { body: { kind: 'faq', key: 'visit-notice', texts: { zh: { title: '上门前通知', sections: { answer: '师傅出发前一天短信通知。' } } }, fields: { audience: 'inside' } } })
  const put = async (deed: 'submit' | 'approve', who = writer) => {
    const { open } = await writer.call(documents.get, { params: { id: begun.id } })
    const version = await writer.call(documents.version, { params: { id: begun.id, versionId: open!.id } })
    await who.call(documents.move, { params: { id: begun.id, versionId: version.id }, body: { deed, revision: version.revision } })
  }
  await put('submit')
  await put('approve', manager)
  house.clock.pass(60)
  const of = await agent.call(cases.open, { body: { kind: 'complaint', subject: '白等半天', description: '没有人告诉我改期', channel: 'phone' } })
  const ask = (body: { documentKey: string; finding: string }, who = manager) => who.call(documentCauses.askRevision, { params: { id: of.id }, body })
  expect(await ask({ documentKey: 'visit-notice', finding: '改期没有通知客户 13812345678' })).toMatchObject({ document: { id: begun.id, title: { zh: '上门前通知' } }, version: null, case: { number: of.number } })
  await expect(ask({ documentKey: 'visit-notice', finding: '再说一次' })).rejects.toMatchObject({ status: 409, code: 'document-cause.known' })
  await expect(ask({ documentKey: 'no-such', finding: '甲' })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'documentKey' }] } })
  await expect(ask({ documentKey: 'visit-notice', finding: '甲' }, agent)).rejects.toMatchObject({ status: 403 })
  await house.drain()
  const open = async () => (await writer.call(tasks.list, { query: {} })).items.filter(({ path, state }) => path === `/library/${begun.id}` && state === 'open')
  expect(await open()).toMatchObject([{ title: { zh: `因客户不满修订《上门前通知》（${of.number}）` } }])
  house.clock.pass(60)
  await writer.call(documents.draft, { params: { id: begun.id }, body: {} })
  await put('submit')
  await put('approve', manager)
  await house.drain()
  const { items } = await manager.call(documentCauses.causesOfDocument, { params: { id: begun.id } })
  expect(items).toMatchObject([{ case: { number: of.number, kind: 'complaint', seen: true }, version: { number: 2, beganAt: expect.any(Date) }, addedBy: { name: '李经理' } }])
  expect(items[0]?.finding).not.toContain('13812345678')
  expect((await agent.call(documentCauses.revisionsOfCase, { params: { id: of.id } })).items).toMatchObject([{ version: { number: 2 } }])
  expect(await open()).toEqual([])
})
