import type { Ctx } from '../src/kernel/context.ts'
import { dayIn } from '../src/kernel/days.ts'
import { companyZone } from '../src/kernel/frame.ts'
import { planFor } from '../src/modules/people/index.ts'

const AT_WORK = ['agent', 'after_sales', 'team_lead', 'clerk', 'info_specialist', 'cs_supervisor']
const dayAfter = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Two weeks of shifts around today: each has two days off, in turn; some work late, some nights; cleaning goes round. */
export async function planRoster(ctx: Ctx, staff: readonly { id: string; role: string }[]): Promise<void> {
  const today = dayIn(ctx.settings.get(companyZone), ctx.now)
  const people = staff.filter((one) => AT_WORK.includes(one.role))
  const shifts = Array.from({ length: 14 }, (_, n) => dayAfter(today, n - 4)).flatMap((day, d) => [
    ...people.flatMap((one, n) => (n + d) % 7 < 2 ? [] : [{ staffId: one.id, day, kind: n % 9 === 8 ? 'night' : n % 4 === 3 ? 'late' : 'day' }]),
    { staffId: (people[d % people.length] as { id: string }).id, day, kind: 'cleaning' },
  ])
  await planFor(ctx, shifts)
}
