import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectedPurchases, expectedPurchasesOfNew, fitBgNbd, probabilityAlive, type PurchaseHistory } from './bg-nbd.ts'
import { describeBeside, rowsOf } from './fixtures/beside.ts'
import { customerLifetimeValue, expectedSpend, fitGammaGamma } from './gamma-gamma.ts'
import { createRandom } from './random.ts'
import { rfm, rfmCuts, rfmSegments } from './rfm.ts'

const day = 86_400_000
const cdnow = { r: 0.242592901279464, alpha: 4.41353122178401, a: 0.792886340584805, b: 2.42575350051792 }

describeBeside('scores and segments of the R package rfm', ['05-customers/golden/rfm_orders-rfm-table.csv', '05-customers/golden/rfm_orders-segments.csv'], (table, segments) => {
  const rows = rowsOf(table)
  const asOf = Date.UTC(2006, 11, 31)
  const customers = rows.map((row) => ({ lastOrderAt: asOf - Number(row['recency_days']) * day, orders: Number(row['transaction_count']), amount: Number(row['amount']) }))
  test('every one of 995 customers', () => {
    expect(rfm(customers, { asOf }).map(({ r, f, m }) => String(100 * r + 10 * f + m))).toEqual(rows.map((row) => row['rfm_score']))
    const names = new Map([['Champions', 'champion'], ['Potential Loyalist', 'potential-loyalist'], ['Loyal Customers', 'loyal'], ['New Customers', 'new'], ["Can't Lose Them", 'cannot-lose']])
    expect(rfm(customers, { asOf }).map(({ segment }) => segment)).toEqual(rowsOf(segments).map(({ segment }) => names.get(segment!) ?? segment!.toLowerCase().replaceAll(' ', '-')))
  })
})

describeBeside('CDNOW: 23,570 customers', ['05-customers/CDNOW_master.txt.gz', '05-customers/golden/cdnow-master.json'], (orders, golden) => {
  test('scores by quintiles of recency and money', () => {
    const wanted = JSON.parse(golden) as { recency_quintile_cuts_days_at_1998_07_01: number[], monetary_quintile_cuts: number[], score_counts: { recency: Record<string, number>, monetary: Record<string, number> } }
    const customers = new Map<string, { lastOrderAt: string, orders: number, cents: number }>()
    for (const line of orders.trim().split('\n').slice(1)) {
      const [id, date, , value] = line.trim().split(/\s+/) as [string, string, string, string]
      const lastOrderAt = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`
      const known = customers.get(id)
      customers.set(id, { lastOrderAt: known && known.lastOrderAt > lastOrderAt ? known.lastOrderAt : lastOrderAt, orders: (known?.orders ?? 0) + 1, cents: (known?.cents ?? 0) + Math.round(Number(value) * 100) })
    }
    const list = [...customers.values()].map(({ cents, ...rest }) => ({ ...rest, amount: cents / 100 }))
    const cuts = rfmCuts(list, { asOf: '1998-07-01' })
    expect(cuts.recencyDays).toEqual(wanted.recency_quintile_cuts_days_at_1998_07_01)
    for (const [i, cut] of wanted.monetary_quintile_cuts.entries()) expect(cuts.amount[i]).toBeCloseTo(cut, 9)
    const counts = (of: 'r' | 'm'): Record<string, number> => Object.fromEntries(['1', '2', '3', '4', '5'].map((score) => [score, scores.filter((one) => one[of] === Number(score)).length]))
    const scores = rfm(list, { asOf: '1998-07-01' })
    expect(counts('r')).toEqual(wanted.score_counts.recency)
    expect(counts('m')).toEqual(wanted.score_counts.monetary)
  })
})

test('a champion, one at risk, and one who never ordered', () => {
  const asOf = '2026-11-22'
  const customers = Array.from({ length: 25 }, (_, i) => ({ lastOrderAt: new Date(Date.parse(asOf) - (i + 1) * 10 * day), orders: 30 - i, amount: 3000 - 100 * i }))
  const scores = rfm([...customers, { lastOrderAt: new Date(Date.parse(asOf) - 900 * day), orders: 40, amount: 9000 }, { lastOrderAt: null, orders: 0, amount: 0 }], { asOf })
  expect(scores[0]).toEqual({ r: 5, f: 5, m: 5, segment: 'champion' })
  expect(scores.at(-2)).toEqual({ r: 1, f: 5, m: 5, segment: 'at-risk' })
  expect(scores.at(-1)).toEqual({ r: 0, f: 0, m: 0, segment: 'never-ordered' })
})

test('equal customers score the same, more never scores less, and nobody is lost', () => {
  const one = fc.record({ lastOrderAt: fc.integer({ min: 0, max: 400 }).map((days) => Date.UTC(2026, 0, 1) - days * day), orders: fc.integer({ min: 1, max: 9 }), amount: fc.integer({ min: 1, max: 5000 }) })
  fc.assert(fc.property(fc.array(one, { minLength: 1, maxLength: 60 }), fc.integer({ min: 2, max: 10 }), (customers, bins) => {
    const scores = rfm(customers, { asOf: Date.UTC(2026, 0, 1), bins })
    expect(scores).toHaveLength(customers.length)
    for (const [i, a] of customers.entries()) {
      for (const [j, b] of customers.entries()) {
        if (a.orders >= b.orders) expect(scores[i]!.f).toBeGreaterThanOrEqual(scores[j]!.f)
        if (a.lastOrderAt >= b.lastOrderAt) expect(scores[i]!.r).toBeGreaterThanOrEqual(scores[j]!.r)
      }
      for (const score of [scores[i]!.r, scores[i]!.f, scores[i]!.m]) expect(score >= 1 && score <= bins).toBe(true)
      expect([...rfmSegments.map(({ segment }) => segment), 'other']).toContain(scores[i]!.segment)
    }
  }), { numRuns: 50 })
})

test('a measure that tells nobody apart is said, and impossible input refused', () => {
  const customers = [{ lastOrderAt: '2026-01-01', orders: 1, amount: 5 }, { lastOrderAt: '2026-01-02', orders: 1, amount: 7 }]
  expect(rfmCuts(customers, { asOf: '2026-02-01' })).toMatchObject({ n: 2, problems: [{ code: 'constant', at: 1 }] })
  expect(rfmCuts([], { asOf: '2026-02-01' }).problems).toEqual([{ code: 'empty' }])
  expect(() => rfm(customers, { asOf: '2026-01-01' })).toThrow('after asOf')
  expect(() => rfm([{ lastOrderAt: 'soon', orders: 1, amount: 1 }], { asOf: '2026-01-01' })).toThrow('customers[0].lastOrderAt')
})

interface Published { params: typeof cdnow, loglik: number, first10: { x: number, tx: number, T: number, p_alive: number, expected_39w: number }[], published: { expected_purchases: { t: number[], v: number[] }, gg_conditional_avg_first10: number[] } }

describeBeside('BG/NBD and Gamma-Gamma of CDNOW', ['05-customers/golden/cdnow-bgnbd.json', '05-customers/cdnow_customers_summary_with_transactions.csv'], (text, csv) => {
  const golden = JSON.parse(text) as Published
  const rows = rowsOf(csv).map((row) => ({ frequency: Number(row['x']), recency: Number(row['t_x']), age: Number(row['T']), mean: Number(row['zbar']) }))
  const model = fitBgNbd(rows)

  test('largest likelihood', () => {
    expect(model).toMatchObject({ converged: true, n: 2357, problems: [] })
    for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(model[name]).toBeCloseTo(golden.params[name], 5)
    expect(model.logLikelihood).toBeCloseTo(golden.loglik, 6)
  })

  test('chance to be alive and purchases to expect', () => {
    for (const { x, tx, T, p_alive, expected_39w } of golden.first10) {
      const history = { frequency: x, recency: tx, age: T }
      expect(probabilityAlive(golden.params, history)).toBeCloseTo(p_alive, 12)
      expect(expectedPurchases(golden.params, history, 39)).toBeCloseTo(expected_39w, 10)
    }
    for (const [i, time] of golden.published.expected_purchases.t.entries()) expect(expectedPurchasesOfNew(model, time)).toBeCloseTo(golden.published.expected_purchases.v[i]!, 3)
  })

  test('spending', () => {
    const spending = fitGammaGamma(rows)
    expect([spending.p, spending.q, spending.v].map((value) => value.toFixed(2))).toEqual(['6.25', '3.74', '15.45'])
    expect(spending).toMatchObject({ n: 946, missing: 1411, converged: true })
    const doubled = fitGammaGamma(rows.slice(0, 400), { weights: rows.slice(0, 400).map(() => 2) })
    expect(doubled.p).toBeCloseTo(fitGammaGamma([...rows.slice(0, 400), ...rows.slice(0, 400)]).p, 4)
    for (const [i, wanted] of golden.published.gg_conditional_avg_first10.entries()) expect(expectedSpend(spending, rows[i]!)).toBeCloseTo(wanted, 1)
  })
})

test('the purchases expected of a history grow with time and never pass those of a rate that never ends', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 50 }), fc.double({ min: 0.01, max: 1, noNaN: true }), fc.double({ min: 1, max: 200, noNaN: true }), fc.double({ min: 0, max: 500, noNaN: true }), (frequency, part, age, time) => {
    const history = { frequency, recency: frequency === 0 ? 0 : part * age, age }
    const [sooner, later] = [expectedPurchases(cdnow, history, time / 2), expectedPurchases(cdnow, history, time)]
    expect(sooner).toBeGreaterThanOrEqual(0)
    expect(later).toBeGreaterThanOrEqual(sooner)
    expect(later).toBeLessThanOrEqual((time * (cdnow.r + frequency)) / (cdnow.alpha + age) + 1e-9)
  }))
  expect(expectedPurchases({ ...cdnow, a: 1 }, { frequency: 2, recency: 30, age: 39 }, 39)).toBeCloseTo((expectedPurchases({ ...cdnow, a: 0.999 }, { frequency: 2, recency: 30, age: 39 }, 39) + expectedPurchases({ ...cdnow, a: 1.001 }, { frequency: 2, recency: 30, age: 39 }, 39)) / 2, 6)
})

/** Customers as the model with r 2, alpha 10, a 1.5 and b 4 makes them, watched for 60. */
function made(count: number): PurchaseHistory[] {
  const random = createRandom(7)
  const gamma = (shape: number): number => {
    // Marsaglia and Tsang, for shapes of 1 or more.
    for (;;) {
      const x = random.normal()
      const v = (1 + x / Math.sqrt(9 * (shape - 1 / 3))) ** 3
      if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * x * x + (shape - 1 / 3) * (1 - v + Math.log(v))) return (shape - 1 / 3) * v
    }
  }
  return Array.from({ length: count }, () => {
    const rate = gamma(2) / 10
    const [one, other] = [gamma(1.5), gamma(4)]
    const leaves = one / (one + other)
    let [at, frequency, recency] = [0, 0, 0]
    for (;;) {
      at += -Math.log(1 - random.uniform()) / rate
      if (at > 60) break
      frequency += 1
      recency = at
      if (random.uniform() < leaves) break
    }
    return { frequency, recency, age: 60 }
  })
}

test('customers made by the model give its parameters back', () => {
  const found = fitBgNbd(made(4000))
  expect(found.converged).toBe(true)
  expect(Math.abs(found.r / 2 - 1)).toBeLessThan(0.15)
  expect(Math.abs(found.alpha / 10 - 1)).toBeLessThan(0.15)
  expect(Math.abs(found.a / (found.a + found.b) - 1.5 / 5.5)).toBeLessThan(0.02)
})

test('time in other units changes alpha alone, and weights are repeated customers', () => {
  const customers = made(500)
  const weeks = fitBgNbd(customers)
  const days = fitBgNbd(customers.map(({ frequency, recency, age }) => ({ frequency, recency: recency * 7, age: age * 7 })))
  expect(days.r).toBeCloseTo(weeks.r, 6)
  expect(days.alpha / 7).toBeCloseTo(weeks.alpha, 4)
  const twice = fitBgNbd([...customers, ...customers])
  expect(fitBgNbd(customers, { weights: customers.map(() => 2) }).logLikelihood).toBeCloseTo(twice.logLikelihood, 8)
})

test('what the data cannot tell is not told', () => {
  expect(fitBgNbd([])).toMatchObject({ r: Number.NaN, problems: [{ code: 'empty' }] })
  expect(fitBgNbd([{ frequency: 0, recency: 0, age: 9 }])).toMatchObject({ a: Number.NaN, problems: [{ code: 'not-identified' }] })
  expect(fitGammaGamma([{ frequency: 3, mean: 10 }, { frequency: 2, mean: 10 }])).toMatchObject({ p: Number.NaN, problems: [{ code: 'not-identified' }] })
  expect(fitGammaGamma([{ frequency: 0, mean: 0 }])).toMatchObject({ n: 0, problems: [{ code: 'empty' }, { code: 'missing-left-out' }] })
  expect(expectedSpend({ p: 6, q: 0.5, v: 15 }, { frequency: 0, mean: 0 })).toBeNaN()
  expect(() => fitBgNbd([{ frequency: 1, recency: 9, age: 8 }])).toThrow('customers[0].recency')
})

test('lifetime value: no interest adds up, interest takes off', () => {
  const history = { frequency: 2, recency: 30.43, age: 38.86 }
  const plain = customerLifetimeValue({ purchases: cdnow, history, spend: 20, periods: 12, periodLength: 13 / 3, discountRate: 0 })
  expect(plain).toBeCloseTo(20 * expectedPurchases(cdnow, history, 52), 10)
  expect(customerLifetimeValue({ purchases: cdnow, history, spend: 20, periods: 12, periodLength: 13 / 3, discountRate: 0.01 })).toBeLessThan(plain)
})
