import { afterAll, beforeAll, expect, test } from 'vitest'
import { ApiError } from '../src/kernel/client.ts'
import { definitions } from '../src/kernel/definition-contract.ts'
import { newId } from '../src/kernel/id.ts'
import { flows } from '../src/modules/flows/contract.ts'
import { openWholeHouse } from './whole-house.ts'

/** What a definition names must be there, or nobody would ever be given its work. */
let house: Awaited<ReturnType<typeof openWholeHouse>>
let manager: Awaited<ReturnType<typeof house.hire>>
beforeAll(async () => {
  house = await openWholeHouse()
  manager = await house.hire('cs_manager')
})
afterAll(() => house.close())

const words = (text: string) => ({ zh: text, en: text })
async function publish(kind: string, key: string, body: object): Promise<ApiError | undefined> {
  try {
    const { id, revision } = await manager.call(definitions.draft, { body: { kind, key, body: body as never } })
    if (kind === 'flow') await manager.call(flows.signOff, { params: { id }, body: { customer: 'asked', systematic: '', concise: '', improving: '' } })
    const { revision: next } = await manager.call(definitions.move, { params: { id }, body: { to: 'review', version: revision } })
    await manager.call(definitions.move, { params: { id }, body: { to: 'published', version: next } })
    return undefined
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
}

test('a flow whose step belongs to a team that is not there is not published, and says which', async () => {
  const team = (await house.team('一线')).id
  const of = (id: string) => ({
    name: words('Parcels'), goals: [{ kind: 'satisfaction', metric: 'cases-solved' }],
    steps: [{ key: 'send', name: words('Send'), guide: words('How it is sent'), owner: { by: 'team', team: id }, deadline: { seconds: 3_600, calendar: 'always' }, smart: { specific: words('What is done'), measure: { metric: 'cases-solved' }, attainable: words('Done before'), relevant: words('Customers are served') } }],
  })
  expect((await publish('flow', 'parcels-nowhere', of(newId())))?.problem.errors).toMatchObject([{ path: expect.stringMatching(/steps\.0\.owner\.team$/) as string, code: 'team.not-found' }])
  expect(await publish('flow', 'parcels', of(team))).toBeUndefined()
})

test('a metric whose owner is a role that is not there is not published, and says which', async () => {
  const { items } = await manager.call(definitions.list, { query: { kind: 'metric', key: 'cases-solved' } })
  const { body } = await manager.call(definitions.get, { params: { id: items[0]?.id as string } })
  const refused = await publish('metric', 'solved-for-nobody', { ...body as object, owner: 'nobody_at_all' })
  expect(refused?.status).toBe(422)
  expect(refused?.problem.errors).toMatchObject([{ path: expect.stringMatching(/owner$/) as string }])
  expect(await publish('metric', 'solved-for-somebody', { ...body as object, owner: 'cs_manager' })).toBeUndefined()
})
