import { inRange } from './in-range.ts'
import { InvalidInput, type Problem } from './problem.ts'

export interface ForecastAccuracy {
  /** Mean error (forecasts too low are above 0), mean absolute error and root of the mean squared error, in the unit of the values. */
  readonly me: number
  readonly mae: number
  readonly rmse: number
  /** Mean absolute error in percent of the values; NaN when one of them is 0. */
  readonly mape: number
  /** Mean absolute error over that of the seasonal naive forecast within the training values: below 1 is better than that. */
  readonly mase: number
  /** Forecasts compared. */
  readonly n: number
  /** `empty`; `too-few`: no season to scale by; `constant`: training values that repeat exactly leave nothing to scale by. */
  readonly problems: readonly Problem[]
}

/**
 * How far forecasts were off.
 * @param actual, forecast of the same steps
 * @param options.training the values the forecast was made from · season its length, whole, ≥ 1
 * @throws InvalidInput when lengths differ or the season is outside its range
 * Source: Hyndman & Koehler (2006), Another look at measures of forecast accuracy; forecast::accuracy.
 */
export function forecastAccuracy(actual: readonly number[], forecast: readonly number[], { training, season }: { readonly training: readonly number[], readonly season: number }): ForecastAccuracy {
  inRange('season', season, '[1, ∞)', true)
  if (actual.length !== forecast.length) throw new InvalidInput('actual and forecast have one entry for each step')
  const scaled = training.slice(season).map((value, i) => Math.abs(value - training[i]!))
  return summed(actual.map((value, i) => ({ error: value - forecast[i]!, actual: value })), mean(scaled))
}

export interface Backtest extends ForecastAccuracy {
  /** The last value known before each forecast, by index, and that forecast's own accuracy. */
  readonly origins: readonly (ForecastAccuracy & { readonly origin: number })[]
}

/**
 * How a method would have done: it forecasts the next `steps` values from only those before, again and again, each time
 * `every` values later.
 * @param method makes forecasts of the coming steps from the values so far
 * @param options.start values to begin with, whole, ≥ 1 · steps, every whole, ≥ 1
 * @throws InvalidInput outside these ranges, or when a method gives another number of steps
 * Source: Hyndman & Athanasopoulos (2021), 5.10, evaluation on a rolling forecasting origin.
 */
export function backtest(
  x: readonly number[],
  method: (training: readonly number[], steps: number) => readonly { readonly mean: number }[],
  { start, steps, every = 1, season }: { readonly start: number, readonly steps: number, readonly every?: number, readonly season: number },
): Backtest {
  for (const [name, value] of Object.entries({ start, steps, every, season })) inRange(name, value, '[1, ∞)', true)
  const origins: Backtest['origins'][number][] = []
  const errors: { error: number, actual: number }[] = []
  const scaled: number[] = []
  for (let known = start; known + steps <= x.length; known += every) {
    const training = x.slice(0, known)
    const forecast = method(training, steps).map((step) => step.mean)
    const actual = x.slice(known, known + steps)
    origins.push({ origin: known - 1, ...forecastAccuracy(actual, forecast, { training, season }) })
    errors.push(...actual.map((value, i) => ({ error: value - forecast[i]!, actual: value })))
    scaled.push(mean(training.slice(season).map((value, i) => Math.abs(value - training[i]!))))
  }
  return { ...summed(errors, mean(scaled)), origins }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function summed(errors: readonly { error: number, actual: number }[], scale: number): ForecastAccuracy {
  const mae = mean(errors.map(({ error }) => Math.abs(error)))
  const percent = mean(errors.map(({ error, actual }) => (actual === 0 ? Number.NaN : Math.abs((100 * error) / actual))))
  return {
    me: mean(errors.map(({ error }) => error)),
    mae,
    rmse: Math.sqrt(mean(errors.map(({ error }) => error * error))),
    mape: percent,
    mase: scale > 0 ? mae / scale : Number.NaN,
    n: errors.length,
    problems: errors.length === 0 ? [{ code: 'empty' }] : Number.isNaN(scale) ? [{ code: 'too-few' }] : scale === 0 ? [{ code: 'constant' }] : [],
  }
}
