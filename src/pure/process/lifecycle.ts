import { preparedOf, type ProcessEvent } from './event-log.ts'
import { instantOf } from './instant.ts'

export interface Paired {
  /** One event for each piece of work, with its start where it was said, in the order in which they ended. */
  readonly events: ProcessEvent[]
  /** Starts that no end followed: work still going on, or never reported. They are not among the events. */
  readonly unfinished: readonly ProcessEvent[]
}

/**
 * Joins what is reported in two events, `start` and `complete`, into one with a start and an end. An end takes the oldest
 * start of the same case and activity that is still open, of the same person if there is one. Other reports (`schedule`,
 * `suspend` …) are left out; events that say nothing of a life cycle are kept as they are.
 * Source: IEEE 1849 (XES), lifecycle extension, standard model.
 */
export function pairLifecycle(events: readonly ProcessEvent[]): Paired {
  const { source, offsets, cases } = preparedOf(events)
  const paired: { event: ProcessEvent, order: number }[] = []
  const unfinished: ProcessEvent[] = []
  for (let c = 0; c < cases.length; c++) {
    const open = new Map<string, ProcessEvent[]>()
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) {
      const event = events[source[i]!]!
      const transition = event.lifecycle?.toLowerCase() ?? ''
      const waiting = open.get(event.activity) ?? []
      open.set(event.activity, waiting)
      if (transition === 'start') waiting.push(event)
      else if (transition === 'complete' || transition === '') {
        const own = waiting.findIndex((start) => (start.resource ?? null) === (event.resource ?? null))
        const [start] = waiting.length > 0 && transition === 'complete' ? waiting.splice(Math.max(0, own), 1) : []
        paired.push({ event: start ? { ...event, startedAt: instantOf(start.at) } : event, order: source[i]! })
      }
    }
    for (const starts of open.values()) unfinished.push(...starts)
  }
  return { events: paired.sort((a, b) => a.order - b.order).map(({ event }) => event), unfinished }
}
