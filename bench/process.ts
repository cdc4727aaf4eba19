import { bottlenecks, conformance, directlyFollows, prepareLog, type ProcessEvent, rework, summary, toXes, fromXes, variants } from '../src/pure/process/index.ts'

const steps = ['open', 'assign', 'ask back', 'answer', 'check', 'solve', 'follow up', 'close']
const minute = 60_000

/** Summary, variants, graph and the rest over made logs the size of a help desk's year (21,348 events) and of 100,000 and a million events, in milliseconds and megabytes. */
export async function run(): Promise<object> {
  return { helpDesk: measured(21_348), hundredThousand: measured(100_000), million: measured(1_000_000) }
}

function measured(events: number) {
  const log = made(events)
  const before = process.memoryUsage()
  const cpuBefore = process.cpuUsage()
  const prepare = timed(() => prepareLog(log))
  const figures = [timed(() => summary(prepare.value)), timed(() => variants(prepare.value)), timed(() => directlyFollows(prepare.value))] as const
  const cpu = process.cpuUsage(cpuBefore)
  const after = process.memoryUsage()
  const rest = {
    bottlenecksMs: timed(() => bottlenecks(prepare.value)).ms,
    reworkMs: timed(() => rework(prepare.value)).ms,
    conformanceMs: timed(() => conformance(prepare.value, steps)).ms,
    ...(events > 200_000 ? {} : xes(log)),
  }
  return {
    events: log.length, cases: figures[0].value.cases, variants: figures[1].value.length,
    prepareMs: prepare.ms, summaryMs: figures[0].ms, variantsMs: figures[1].ms, directlyFollowsMs: figures[2].ms,
    togetherMs: Math.round(prepare.ms + figures[0].ms + figures[1].ms + figures[2].ms),
    // What a machine with nothing else to do would take.
    togetherCpuMs: Math.round((cpu.user + cpu.system) / 1000),
    ...rest,
    addedMegabytes: Math.round((after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6),
    residentMegabytes: Math.round(after.rss / 1e6),
  }
}

function xes(log: readonly ProcessEvent[]) {
  const written = timed(() => toXes(log))
  return { toXesMs: written.ms, fromXesMs: timed(() => fromXes(written.value)).ms, xesMegabytes: Math.round(written.value.length / 1e6) }
}

function timed<Value>(work: () => Value): { value: Value, ms: number } {
  const start = performance.now()
  const value = work()
  return { value, ms: Math.round((performance.now() - start) * 10) / 10 }
}

/** Cases of about seven events that mostly follow the steps, skip some and repeat some; a fixed sequence of draws, events of all cases mixed by time. */
function made(count: number): ProcessEvent[] {
  let state = 12_345
  const draw = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 4_294_967_296
  const events: (ProcessEvent & { at: number })[] = []
  for (let c = 0; events.length < count; c++) {
    let at = c * 7 * minute
    for (let s = 0; s < steps.length && events.length < count; s++) {
      if (s > 0 && s < steps.length - 1 && draw() < 0.2) continue
      at += Math.floor(draw() * draw() * 600) * minute
      events.push({ caseId: `case ${c}`, activity: steps[s]!, at, resource: `person ${Math.floor(draw() * 40)}` })
      if (draw() < 0.08) s -= 1
    }
  }
  return events.sort((a, b) => a.at - b.at)
}
