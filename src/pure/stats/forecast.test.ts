import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeBeside, rowsOf } from './fixtures/beside.ts'
import { backtest, forecastAccuracy } from './forecast-accuracy.ts'
import { forecastHoltWinters, holtWinters } from './holt-winters.ts'
import { createRandom } from './random.ts'
import { seasonalNaive } from './seasonal-naive.ts'

interface Classic { airpassengers: { data: number[], holt_winters_mult: { alpha: number, beta: number, gamma: number, sse: number, forecast12: number[] } }, nile_ses: { data: number[], alpha: number } }

describeBeside('R’s HoltWinters', ['06-staffing/golden/classic_series.json'], (text) => {
  const { airpassengers, nile_ses: nile } = JSON.parse(text) as Classic
  test('air passengers, multiplicative', () => {
    const model = holtWinters(airpassengers.data, { season: 12, seasonal: 'multiplicative' })
    const wanted = airpassengers.holt_winters_mult
    for (const name of ['alpha', 'beta', 'gamma'] as const) expect(model[name]).toBeCloseTo(wanted[name], 6)
    expect(model.sse / wanted.sse).toBeCloseTo(1, 8)
    for (const { step, mean } of forecastHoltWinters(model, airpassengers.data, { steps: 12 })) expect(mean / wanted.forecast12[step - 1]!).toBeCloseTo(1, 7)
  })

  test('the Nile, level alone', () => {
    // optimize of R ends within 6e-5 of the minimum.
    expect(Math.abs(holtWinters(nile.data, { seasonal: 'none', trend: false }).alpha - nile.alpha)).toBeLessThan(1e-5)
  })
})

describeBeside('calls of a bank by day', ['06-staffing/bank_calls_5min.csv.gz'], (csv) => {
  const days = new Map<string, number>()
  for (const row of rowsOf(csv)) days.set(row['date']!, (days.get(row['date']!) ?? 0) + Number(row['calls']))
  const calls = [...days.values()]
  const training = calls.slice(0, -10)
  test('Holt–Winters, additive and multiplicative, where optim of R ends', () => {
    const additive = holtWinters(training, { season: 5 })
    expect([additive.alpha, additive.beta, additive.gamma].map((value) => value.toFixed(6))).toEqual(['0.327611', '0.000000', '0.705204'])
    expect(forecastHoltWinters(additive, training, { steps: 3 }).map(({ mean }) => mean.toFixed(1))).toEqual(['31512.3', '33289.2', '29383.8'])
    const multiplicative = holtWinters(training, { season: 5, seasonal: 'multiplicative' })
    expect(forecastHoltWinters(multiplicative, training, { steps: 3 }).map(({ mean }) => mean.toFixed(1))).toEqual(['31380.5', '33083.0', '29342.9'])
  })

  test('a backtest says which method is better', () => {
    const options = { start: 50, steps: 10, every: 10, season: 5 }
    const smooth = backtest(calls, (known, steps) => forecastHoltWinters(holtWinters(known, { season: 5 }), known, { steps }), options)
    const naive = backtest(calls, (known, steps) => seasonalNaive(known, { season: 5, steps }), options)
    expect(smooth.mase).toBeLessThan(naive.mase)
    expect(smooth.origins).toHaveLength(11)
    expect(smooth.n).toBe(110)
  })
})

test('a straight line with a season is continued without fault', () => {
  const season = [5, -3, 0, 4, -6, -10, 10]
  const x = Array.from({ length: 42 }, (_, i) => 100 + 2 * i + season[i % 7]!)
  const forecast = forecastHoltWinters(holtWinters(x), x, { steps: 14 })
  for (const { step, mean, lower, upper } of forecast) {
    expect(mean).toBeCloseTo(100 + 2 * (41 + step) + season[(41 + step) % 7]!, 4)
    expect(upper - mean).toBeCloseTo(mean - lower, 8)
  }
})

test('intervals hold about as often as they say', () => {
  const random = createRandom(11)
  let held = 0
  for (let run = 0; run < 200; run++) {
    const x = Array.from({ length: 71 }, (_, i) => 100 + 10 * (i % 7) + 5 * random.normal())
    const [next] = forecastHoltWinters(holtWinters(x.slice(0, 70), { alpha: 0.1, beta: 0, gamma: 0.1 }), x.slice(0, 70), { steps: 1 })
    if (x[70]! >= next!.lower && x[70]! <= next!.upper) held += 1
  }
  expect(held).toBeGreaterThan(178)
  expect(held).toBeLessThan(200)
})

test('other units stretch the forecast with them', () => {
  const x = fc.array(fc.integer({ min: 50, max: 500 }), { minLength: 15, maxLength: 40 })
  fc.assert(fc.property(x, fc.constantFrom('additive' as const, 'multiplicative' as const), (values, seasonal) => {
    const fixed = { season: 7, seasonal, alpha: 0.4, beta: 0.1, gamma: 0.2 }
    const plain = forecastHoltWinters(holtWinters(values, fixed), values, { steps: 9 })
    const scaled = values.map((value) => value * 60)
    for (const [i, step] of forecastHoltWinters(holtWinters(scaled, fixed), scaled, { steps: 9 }).entries()) {
      expect(step.mean / 60).toBeCloseTo(plain[i]!.mean, 5)
      expect((step.upper - step.lower) / 60).toBeCloseTo(plain[i]!.upper - plain[i]!.lower, 4)
    }
  }), { numRuns: 40 })
})

test('seasonal naive repeats the last season, and is surer of the next than of the one after', () => {
  const forecast = seasonalNaive([1, 2, 3, 2, 4, 3], { season: 3, steps: 7 })
  expect(forecast.map(({ mean }) => mean)).toEqual([2, 4, 3, 2, 4, 3, 2])
  const width = ({ lower, upper }: { lower: number, upper: number }): number => upper - lower
  expect(width(forecast[3]!) / width(forecast[0]!)).toBeCloseTo(Math.SQRT2, 10)
  expect(seasonalNaive([1, 2], { season: 3, steps: 1 })[0]!.mean).toBeNaN()
})

test('measures of error by hand', () => {
  const found = forecastAccuracy([10, 20], [12, 16], { training: [1, 2, 4], season: 1 })
  expect(found).toMatchObject({ me: 1, mae: 3, mape: 20, mase: 2, n: 2, problems: [] })
  expect(found.rmse).toBeCloseTo(Math.sqrt(10), 12)
  expect(forecastAccuracy([0], [1], { training: [5, 5, 5], season: 1 })).toMatchObject({ mape: Number.NaN, mase: Number.NaN, problems: [{ code: 'constant' }] })
  expect(forecastAccuracy([], [], { training: [1, 2], season: 1 }).problems).toEqual([{ code: 'empty' }])
})

test('two seasons are needed, and no zero where it multiplies', () => {
  expect(holtWinters([1, 2, 3, 4, 5, 6, 7, 8])).toMatchObject({ alpha: Number.NaN, problems: [{ code: 'too-few' }] })
  expect(forecastHoltWinters(holtWinters([1, 2]), [1, 2], { steps: 2 }).every(({ mean }) => Number.isNaN(mean))).toBe(true)
  expect(() => holtWinters([1, 0, 3], { seasonal: 'multiplicative' })).toThrow('x[1]')
  expect(() => holtWinters([1, Number.NaN])).toThrow('x[1]')
})
