import { behaviours } from '../src/modules/contacts/behaviours/contract.ts'
import type { NewBehaviour } from '../src/modules/contacts/behaviours/contract.ts'
import type { Office } from './office.ts'
import { chance } from './random.ts'

/** What customers bought of the shop, as its system tells it. */

const DAY = 86_400_000
const SOLD = [['晴川空调 KFR-35', 2_899], ['晴川冰箱 BCD-520', 4_399], ['晴川洗衣机 XQG-100', 3_199], ['晴川热水器 60L', 1_499], ['滤网两片装', 69], ['延保两年', 299]] as const
const MOST_SENT = 500

export async function fillOrders({ by, now }: Office, customers: readonly { id: string }[], seed: number): Promise<void> {
  const dice = chance(seed)
  const events = customers.flatMap(({ id }, at): NewBehaviour[] => Array.from({ length: dice.below(5) }, (_, n) => {
    const [label, amount] = dice.one(SOLD)
    const order: NewBehaviour = { customerId: id, kind: 'order', label, amount, source: 'shop', externalId: `${at + 1}-${n + 1}`, at: new Date(now - dice.between(2, 700) * DAY) }
    return dice.happens(0.06) ? [order, { ...order, kind: 'return' as const, externalId: `${order.externalId}-R`, at: new Date(Math.min(now, order.at.getTime() + 6 * DAY)) }] : [order]
  }).flat())
  for (let from = 0; from < events.length; from += MOST_SENT) await by('沈清')(behaviours.tellBehaviours, { body: { events: events.slice(from, from + MOST_SENT).map((one) => ({ ...one, at: one.at.toISOString() })) } })
}
