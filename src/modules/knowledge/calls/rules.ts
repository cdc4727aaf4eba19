/** How far a call followed its script. Pure. */

export interface StageOf { key: string; always: boolean; steps: readonly { key: string }[] }
export const stepOf = (stage: string, step: string): string => `${stage}.${step}`

/** A stage counts when it belongs to every call, or was begun; coverage is 100 where nothing is needed. Percent with one decimal. */
export function coverageOf(stages: readonly StageOf[], said: ReadonlySet<string>): { needed: number; done: number; coverage: number } {
  const counted = stages.flatMap(({ key, always, steps }) => {
    const own = steps.map((step) => stepOf(key, step.key))
    return always || own.some((one) => said.has(one)) ? own : []
  })
  const done = counted.filter((one) => said.has(one)).length
  return { needed: counted.length, done, coverage: counted.length ? Math.round(done / counted.length * 1_000) / 10 : 100 }
}
