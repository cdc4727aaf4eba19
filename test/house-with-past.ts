import { writeHistory } from '../demo/history.ts'
import { chance } from '../demo/random.ts'
import { openWholeHouse } from './whole-house.ts'

const DAY = 86_400_000
export type Person = Awaited<ReturnType<Awaited<ReturnType<typeof openWholeHouse>>['hire']>>

/** The whole product with a manager, an agent and weeks of made-up work behind them. */
export async function openHouseWithPast({ days = 80, cases = 500 } = {}) {
  const house = await openWholeHouse()
  const [phones, repairs] = [await house.team('电话客服组'), await house.team('售后服务组')]
  const manager = await house.hire('cs_manager')
  const agent = await house.hire('agent', { teamId: phones.id })
  const lead = await house.hire('team_lead', { teamId: phones.id })
  const mender = await house.hire('after_sales', { teamId: repairs.id })
  const worker = (who: Person, teamId: string, team: string, leader = false) => ({ id: who.id, name: who.name, teamId, team, leader, skill: 0.6 })
  const now = house.clock.now().getTime()
  await writeHistory({
    app: house as never, workers: [worker(agent, phones.id, '电话客服组'), worker(lead, phones.id, '电话客服组', true), worker(mender, repairs.id, '售后服务组')],
    count: cases, from: now - days * DAY, until: now, to: now, dice: chance(7), say: () => {},
  })
  return { house, manager, agent, lead, teamId: phones.id }
}
