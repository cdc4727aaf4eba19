import { AppError } from '../src/kernel/errors.ts'
import { runs } from '../src/modules/flows/contract.ts'
import type { Run } from '../src/modules/flows/contract.ts'
import { openCases } from './office.ts'
import type { Caller, Office } from './office.ts'

/** Flows on the way: begun at different times, some steps further than others, one late, one that asks for leave. */

const FLOW_OF: Record<string, string> = { complaint: 'complaint-full', grumble: 'complaint-short', consultation: 'phone-service', support: 'general-service', request: 'first-responder', installation: 'installation-booking', suggestion: 'first-responder', praise: 'service-closing' }
const HOUR = 3_600_000

export async function fillFlows({ by, now, moveTo, guest }: Office): Promise<{ runs: number }> {
  const begun: { run: Run; caller: Caller }[] = []
  const wanted: { id: string; kind: string; createdAt: Date; who: string }[] = []
  for (const who of [guest, '何立', '周雨桐', '韩松', '白露']) for (const one of await openCases(by(who), 4)) wanted.push({ id: one.id, kind: one.kind, createdAt: one.createdAt, who })
  for (const [n, one] of wanted.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()).entries()) {
    // The first of them began two days ago, so that their deadlines are over.
    const start = Math.max(one.createdAt.getTime() + 600_000, now - (n < 3 ? 50 : 6) * HOUR)
    moveTo(start)
    const caller = by(one.who)
    const run = await caller(runs.start, { body: { flow: FLOW_OF[one.kind] ?? 'general-service', about: { kind: 'case', id: one.id } } }).catch(refused)
    if (run) begun.push({ run: n < 3 ? run : await further(run, caller, n % 3, (nth) => moveTo(Math.min(now, start + nth * HOUR / 2))), caller })
  }
  const asker = begun.find(({ run }) => run.steps.some((step) => step.may.includes('ask-exception')))
  const step = asker?.run.steps.find((one) => one.may.includes('ask-exception'))
  if (asker && step?.id) {
    moveTo(now - HOUR)
    await asker.caller(runs.askException, { params: { id: asker.run.id, stepId: step.id }, body: { reason: '客户已在门店当面确认，不必再做这一步。' } }).catch(refused)
  }
  await by('顾长风')(runs.start, { body: { flow: 'quality-improvement' } }).then((run) => further(run, by('顾长风'), 2, (nth) => moveTo(now - HOUR + nth * HOUR / 3))).catch(refused)
  moveTo(now)
  return { runs: begun.length + 1 }
}

/** Finishes so many steps, as far as they need neither a form nor a proof; `wait` lets the time before the nth go by. */
async function further(run: Run, by: Caller, steps: number, wait: (nth: number) => void): Promise<Run> {
  let at = run
  for (let n = 0; n < steps; n++) {
    const next = at.steps.find((step) => step.state === 'ready' && step.kind === 'work' && !step.form && !step.evidence && step.may.includes('finish'))
    if (!next?.id) break
    wait(n + 1)
    // Every other one says how long it was worked on, as whoever opens the dialog does.
    const done = await by(runs.finish, { params: { id: at.id, stepId: next.id }, body: { note: '已办', ...(n % 2 ? {} : { workedSeconds: 240 + 90 * n }) } }).catch(refused)
    if (!done) break
    at = done
  }
  return at
}

/** What a rule of the house refuses is left as it is: the demo only shows what may be. */
function refused(error: unknown): undefined {
  if (error instanceof AppError || (error as { status?: number }).status) return undefined
  throw error
}
