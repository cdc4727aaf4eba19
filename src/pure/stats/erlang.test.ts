import fc from 'fast-check'
import { expect, test } from 'vitest'
import { erlangA } from './erlang-a.ts'
import { erlangB, requiredLines } from './erlang-b.ts'
import { erlangC, erlangCWait } from './erlang-c.ts'
import { describeBeside } from './fixtures/beside.ts'
import { requiredAgents, rosteredAgents, shrinkage } from './required-agents.ts'

interface ErlangCCase {
  calls: number
  interval_seconds: number
  aht_seconds: number
  target_seconds: number
  target_service_level: number
  required_agents: number
  required_agents_with_max_occupancy_85pct: number
  table: { agents: number, stable: boolean, p_wait: number, service_level: number, asa_seconds: number, queue_length: number, occupancy: number, wait_p90_seconds: number, mean_wait_of_those_who_wait_seconds: number }[]
}

describeBeside('Erlang C equals 60-digit arithmetic', ['06-staffing/golden/erlang_c.json'], (text) => {
  const { cases } = JSON.parse(text) as { cases: ErlangCCase[] }
  test.each(cases.map((it) => [`${it.calls} calls in ${it.interval_seconds} s of ${it.aht_seconds} s`, it] as const))('%s', (_, it) => {
    const queue = { arrivalsPerHour: (it.calls * 3600) / it.interval_seconds, ahtSeconds: it.aht_seconds, thresholdSeconds: it.target_seconds }
    for (const row of it.table) {
      const found = erlangC({ ...queue, agents: row.agents })
      expect(found.stable).toBe(row.stable)
      if (!row.stable) {
        expect(found).toMatchObject({ probabilityOfWaiting: 1, serviceLevel: 0, asaSeconds: Infinity })
        continue
      }
      expect(found.probabilityOfWaiting).toBeCloseTo(row.p_wait, 12)
      expect(found.serviceLevel).toBeCloseTo(row.service_level, 12)
      expect(found.asaSeconds / (row.asa_seconds || 1)).toBeCloseTo(row.asa_seconds ? 1 : 0, 10)
      expect(found.queueLength / row.queue_length).toBeCloseTo(1, 10)
      expect(found.occupancy).toBeCloseTo(row.occupancy, 12)
      expect(erlangCWait({ ...queue, agents: row.agents }, 0.9)).toBeCloseTo(row.wait_p90_seconds, 6)
    }
    const target = { ...queue, serviceLevel: it.target_service_level }
    expect(requiredAgents(target)).toBe(it.required_agents)
    expect(requiredAgents({ ...target, maxOccupancy: 0.85 })).toBe(it.required_agents_with_max_occupancy_85pct)
  })
})

describeBeside('Erlang B equals exact arithmetic', ['06-staffing/golden/erlang_b.json'], (text) => {
  const { rows } = JSON.parse(text) as { rows: { erlangs: number, lines: number, blocking: number }[] }
  test(`${rows.length} rows`, () => {
    for (const { erlangs, lines, blocking } of rows) expect(erlangB(erlangs, lines).blocking / blocking).toBeCloseTo(1, 11)
  })
})

test('100 calls in half an hour of 180 s, 80 % within 20 s: 14 at work, 20 rostered', () => {
  const target = { arrivalsPerHour: 200, ahtSeconds: 180, thresholdSeconds: 20, serviceLevel: 0.8 }
  expect(requiredAgents(target)).toBe(14)
  expect(rosteredAgents(14, 0.3)).toBe(20)
  expect(requiredAgents({ ...target, maxOccupancy: 0.7 })).toBe(15)
})

test('Erlang A as pyworkforce and as Garnett, Mandelbaum and Reiman print it', () => {
  const patient = erlangA({ arrivalsPerHour: 200, ahtSeconds: 180, agents: 14, thresholdSeconds: 20, patienceSeconds: 300 })
  expect(patient.probabilityOfWaiting).toBeCloseTo(0.14526, 5)
  expect(patient.abandonRate).toBeCloseTo(0.013984, 6)
  expect(patient.occupancy).toBeCloseTo(0.704297, 6)
  expect(patient.serviceLevel).toBeCloseTo(0.916792, 6)
  const busy = erlangA({ arrivalsPerHour: 2880, ahtSeconds: 60, agents: 50, thresholdSeconds: 0, patienceSeconds: 120 })
  expect(busy.abandonRate).toBeCloseTo(0.031, 3)
  expect(busy.asaSeconds).toBeCloseTo(3.7, 1)
  expect(busy.occupancy).toBeCloseTo(0.93, 2)
})

/** The birth-death chain of M/M/n+M written out state by state, and the tagged customer's wait by its phases. */
function chain(rate: number, service: number, agents: number, patience: number, threshold: number) {
  const states = [1]
  for (let j = 1; j < 4000; j++) states.push((states[j - 1]! * rate) / (Math.min(j, agents) / service + Math.max(0, j - agents) / patience))
  const total = states.reduce((sum, value) => sum + value, 0)
  const p = states.map((value) => value / total)
  const waiting = p.slice(agents).reduce((sum, value) => sum + value, 0)
  const queue = p.slice(agents).reduce((sum, value, k) => sum + k * value, 0)
  // Served by t when k are ahead: Euler steps of the phases' linear differential equations, fine enough for four places.
  const most = 300
  let served = Array.from({ length: most }, () => 0)
  const steps = 4000
  for (let step = 0; step < steps; step++) {
    const before = served
    served = before.map((value, k) => value + (threshold / steps) * ((agents / service + k / patience) * ((k === 0 ? 1 : before[k - 1]!) - value) - value / patience))
  }
  const answered = 1 - waiting + p.slice(agents, agents + most).reduce((sum, value, k) => sum + value * served[k]!, 0)
  return { waiting, queue, answered }
}

test.each([[200, 180, 14, 300, 20], [200, 180, 8, 300, 60], [60, 300, 6, 60, 30], [30, 100, 1, 1000, 15]])('Erlang A equals its chain state by state: %i/h of %i s, %i agents, patience %i s', (arrivalsPerHour, ahtSeconds, agents, patienceSeconds, thresholdSeconds) => {
  const found = erlangA({ arrivalsPerHour, ahtSeconds, agents, patienceSeconds, thresholdSeconds })
  const exact = chain(arrivalsPerHour / 3600, ahtSeconds, agents, patienceSeconds, thresholdSeconds)
  expect(found.probabilityOfWaiting).toBeCloseTo(exact.waiting, 10)
  expect(found.queueLength).toBeCloseTo(exact.queue, 8)
  expect(found.serviceLevel).toBeCloseTo(exact.answered, 3)
})

test('Erlang A with endless patience is Erlang C', () => {
  const queue = { arrivalsPerHour: 360, ahtSeconds: 240, agents: 30, thresholdSeconds: 15 }
  const [a, c] = [erlangA({ ...queue, patienceSeconds: 1e9 }), erlangC(queue)]
  expect(a.probabilityOfWaiting).toBeCloseTo(c.probabilityOfWaiting, 5)
  expect(a.serviceLevel).toBeCloseTo(c.serviceLevel, 5)
  expect(a.asaSeconds / c.asaSeconds).toBeCloseTo(1, 4)
})

test('thousands of agents, and any overload, stay within sense', () => {
  const over = erlangA({ arrivalsPerHour: 240_000, ahtSeconds: 60, agents: 2000, thresholdSeconds: 20, patienceSeconds: 600 })
  expect(over.abandonRate).toBeCloseTo(0.5, 6)
  expect(over.occupancy).toBeCloseTo(1, 6)
  expect(requiredAgents({ arrivalsPerHour: 240_000, ahtSeconds: 60, thresholdSeconds: 20, serviceLevel: 0.8 })).toBeGreaterThan(4000)
  const endless = erlangA({ arrivalsPerHour: 240_000, ahtSeconds: 60, agents: 2000, thresholdSeconds: 20, patienceSeconds: 1e12 })
  expect(endless.abandonRate).toBeCloseTo(0.5, 9)
  expect(endless.serviceLevel).toBeCloseTo(0, 9)
  fc.assert(fc.property(fc.double({ min: 0.1, max: 200_000, noNaN: true }), fc.integer({ min: 1, max: 5000 }), fc.double({ min: 1, max: 3600, noNaN: true }), fc.double({ min: 0, max: 600, noNaN: true }), (arrivalsPerHour, agents, patienceSeconds, thresholdSeconds) => {
    const found = erlangA({ arrivalsPerHour, ahtSeconds: 200, agents, patienceSeconds, thresholdSeconds })
    for (const share of [found.probabilityOfWaiting, found.serviceLevel, found.serviceLevelOfAnswered, found.waitWithinThreshold, found.abandonRate, found.occupancy]) {
      expect(share).toBeGreaterThanOrEqual(-1e-9)
      expect(share).toBeLessThanOrEqual(1 + 1e-9)
    }
    expect(found.waitWithinThreshold).toBeGreaterThanOrEqual(found.serviceLevel - 1e-9)
  }), { numRuns: 60 })
})

test('one agent fewer than required misses the target', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 20, max: 900 }), fc.double({ min: 0.5, max: 0.99, noNaN: true }), fc.option(fc.integer({ min: 30, max: 600 }), { nil: undefined }), (arrivalsPerHour, ahtSeconds, serviceLevel, patienceSeconds) => {
    const queue = { arrivalsPerHour, ahtSeconds, thresholdSeconds: 20 }
    const agents = requiredAgents({ ...queue, serviceLevel, ...(patienceSeconds === undefined ? {} : { patienceSeconds }) })
    const level = (n: number): number => (patienceSeconds === undefined ? erlangC({ ...queue, agents: n }) : erlangA({ ...queue, agents: n, patienceSeconds })).serviceLevel
    expect(level(agents)).toBeGreaterThanOrEqual(serviceLevel)
    expect(level(agents - 1)).toBeLessThan(serviceLevel)
  }), { numRuns: 60 })
})

test('nothing to do needs nobody, and nobody at work serves nobody', () => {
  expect(requiredAgents({ arrivalsPerHour: 0, ahtSeconds: 60, thresholdSeconds: 20, serviceLevel: 0.8 })).toBe(0)
  expect(erlangC({ arrivalsPerHour: 10, ahtSeconds: 60, agents: 0, thresholdSeconds: 20 })).toMatchObject({ stable: false, serviceLevel: 0 })
  expect(erlangA({ arrivalsPerHour: 10, ahtSeconds: 60, agents: 0, thresholdSeconds: 20, patienceSeconds: 60 })).toMatchObject({ serviceLevel: 0, abandonRate: 1, asaSeconds: 60 })
})

test('lines for a blocking, and parts of shrinkage that follow each other', () => {
  expect(requiredLines(10, 0.01)).toBe(18)
  expect(erlangB(10, 18).blocking).toBeLessThanOrEqual(0.01)
  expect(erlangB(10, 17).blocking).toBeGreaterThan(0.01)
  expect(shrinkage([0.1, 0.2])).toBeCloseTo(0.28, 12)
  expect(rosteredAgents(7, 0.3)).toBe(10)
})

test('what makes no sense is refused by name', () => {
  expect(() => erlangC({ arrivalsPerHour: -1, ahtSeconds: 60, agents: 1, thresholdSeconds: 0 })).toThrow('arrivalsPerHour')
  expect(() => erlangC({ arrivalsPerHour: 1, ahtSeconds: 60, agents: 1.5, thresholdSeconds: 0 })).toThrow('agents')
  expect(() => requiredAgents({ arrivalsPerHour: 1, ahtSeconds: 60, thresholdSeconds: 20, serviceLevel: 1 })).toThrow('serviceLevel')
  expect(() => requiredAgents({ arrivalsPerHour: 1, ahtSeconds: 60, thresholdSeconds: 20, serviceLevel: 0.8, maxAbandonRate: 0.05 })).toThrow('patienceSeconds')
  expect(() => shrinkage([0.2, 1])).toThrow('parts[1]')
})
