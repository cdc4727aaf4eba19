import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createCalendar, workingBetween } from '../../pure/worktime/index.ts'
import type { TimeRange, Weekday } from '../../pure/worktime/index.ts'
import { begin } from './rules.ts'
import type { Standing, Terms } from './rules.ts'
import { advance } from './rules.ts'

// What Zammad's own examples expect of a whole ticket. They lie beside the project, for their licence is another.
// Of its three targets two are ours: first response and solution. It gives minutes used and minutes to spare.
const file = new URL('../../../../shared/data/08-sla/zammad_scenarios.json', import.meta.url)

interface Step { type?: 'update' | 'article'; trait?: string[]; at?: string; set?: Record<string, string>; expect?: Record<string, string | number | null> }
interface Scenario { name: string; calendar: { time_zone: string; hours: { [day in Weekday]?: TimeRange[] } }; sla_minutes: { first_response_time: number; solution_time: number }; ticket: { created_at: string }; steps: Step[] }

const moment = (text: string) => new Date(text.replace(' UTC', 'Z').replace(' ', 'T'))
const stamp = (at: Date | null) => at && `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`
const OURS: readonly string[] = ['first_response_escalation_at', 'first_response_in_min', 'first_response_diff_in_min', 'close_escalation_at', 'close_in_min', 'close_diff_in_min']

if (!existsSync(file)) {
  test.skip('Zammad’s scenarios (skipped: ../shared/data/08-sla/zammad_scenarios.json is not there)', () => {})
} else {
  const { scenarios } = JSON.parse(readFileSync(file, 'utf8')) as { scenarios: Scenario[] }
  describe('Zammad’s scenarios', () => {
    test.each(scenarios.map((one) => [one.name, one] as const))('%s', (_, { calendar: { time_zone: zone, hours: weekly }, sla_minutes, ticket, steps }) => {
      const calendar = createCalendar({ zone, weekly })
      const created = moment(ticket.created_at)
      const terms = { first_response: { calendar, seconds: sla_minutes.first_response_time * 60 }, close: { calendar, seconds: sla_minutes.solution_time * 60 } }
      const clocks = { first_response: begin(terms.first_response, created), close: begin(terms.close, created) }
      const stop = (key: keyof typeof clocks, at: Date) => { clocks[key] = advance(clocks[key], terms[key], { kind: 'stop', at }) }
      const figures = (standing: Standing, { seconds }: Terms) => {
        const used = standing.stoppedAt ? workingBetween(calendar, created, standing.stoppedAt) / 60 : null
        return { escalation_at: standing.stoppedAt ? null : stamp(standing.dueAt), in_min: used === null ? null : Math.trunc(used), diff_in_min: used === null ? null : Math.trunc(seconds / 60 - used) }
      }
      let compared = 0
      for (const step of steps) {
        if (step.type === 'article' && step.trait?.includes('outbound_email')) stop('first_response', moment(step.at as string))
        if (step.set?.['first_response_at']) stop('first_response', moment(step.set['first_response_at']))
        if (step.set?.['close_at']) stop('close', moment(step.set['close_at']))
        for (const [name, wanted] of Object.entries(step.expect ?? {})) {
          if (!OURS.includes(name)) continue
          const key = name.startsWith('close') ? 'close' : 'first_response'
          expect([name, figures(clocks[key], terms[key])[name.slice(key.length + 1) as 'in_min']]).toEqual([name, wanted])
          compared++
        }
      }
      expect(compared).toBeGreaterThan(0)
    })
  })
}
