import { type EventLog, preparedOf, type ProcessEvent } from './event-log.ts'
import { instantOf } from './instant.ts'
import { escaped, tagsOf } from './xml-reader.ts'

export interface XesOptions {
  /** Attributes that together name the activity, joined by `+`: `['concept:name', 'lifecycle:transition']` tells states of one step apart. */
  readonly classifier?: readonly string[]
  /** False takes times as the wall clock shows them, as pm4py 2.7 does: days on which clocks change then have 24 hours. */
  readonly zones?: boolean
}

/** What XES says of an event in keys of its own; all others are kept as attributes. */
const STANDARD = new Set(['concept:name', 'time:timestamp', 'org:resource', 'lifecycle:transition', 'start_timestamp'])
const VALUES = new Set(['string', 'date', 'int', 'float', 'boolean', 'id'])

/**
 * Reads a XES log (IEEE 1849), in file order. Events without an activity take the log's global default; traces without a
 * name are numbered from 1. Nested attributes are passed over.
 * @throws InvalidXml for text that is no XML · RangeError for an event without a time that can be read
 */
export function fromXes(text: string, { classifier = ['concept:name'], zones = true }: XesOptions = {}): ProcessEvent[] {
  const events: ProcessEvent[] = []
  const defaults: Record<string, string> = {}
  let trace: Record<string, string> | undefined
  let event: Record<string, string> | undefined
  let types: Record<string, string> = {}
  let traces = 0
  let inTrace: Record<string, string>[] = []
  let typesInTrace: Record<string, string>[] = []
  let global: string | undefined
  let nested = 0
  for (const { name, attributes, kind } of tagsOf(text)) {
    const local = name.slice(name.indexOf(':') + 1)
    if (local === 'trace') {
      if (kind !== 'close') {
        trace = {}
        inTrace = []
        typesInTrace = []
        traces += 1
      }
      if (kind === 'close') {
        const caseId = trace!['concept:name'] ?? String(traces)
        for (const [i, given] of inTrace.entries()) events.push(eventOf(given, typesInTrace[i]!, caseId, defaults, classifier, zones, events.length))
        trace = undefined
      }
    } else if (local === 'event') {
      if (kind === 'close') event = undefined
      else if (trace) {
        const given = {}
        inTrace.push(given)
        types = {}
        typesInTrace.push(types)
        if (kind === 'open') event = given
      }
    } else if (local === 'global') global = kind === 'open' ? attributes['scope'] : undefined
    else if (VALUES.has(local) || local === 'list' || local === 'container') {
      if (kind === 'close') nested -= 1
      else {
        if (nested === 0 && VALUES.has(local) && attributes['key'] !== undefined) {
          const into = event ?? trace ?? (global === 'event' ? defaults : undefined)
          if (into) into[attributes['key']] = attributes['value'] ?? ''
          if (event) types[attributes['key']] = local
        }
        if (kind === 'open') nested += 1
      }
    }
  }
  return events
}

function eventOf(given: Readonly<Record<string, string>>, types: Readonly<Record<string, string>>, caseId: string, defaults: Readonly<Record<string, string>>, classifier: readonly string[], zones: boolean, index: number): ProcessEvent {
  const activity = classifier.map((key) => given[key] ?? defaults[key] ?? '').join('+')
  const timeOf = (text: string): number => instantOf(zones ? text : text.trim().replace(/(Z|[+-]\d{2}(:?\d{2})?)$/i, ''))
  const at = timeOf(given['time:timestamp'] ?? '')
  if (Number.isNaN(at)) throw new RangeError(`events[${index}].at: ${given['time:timestamp'] ?? 'nothing'} is not a time`)
  const start = given['start_timestamp'] === undefined ? undefined : timeOf(given['start_timestamp'])
  if (Number.isNaN(start)) throw new RangeError(`events[${index}].startedAt: ${given['start_timestamp']} is not a time`)
  const attributes = Object.fromEntries(Object.entries(given).filter(([key]) => !STANDARD.has(key)).map(([key, value]) => [key, typed(value, types[key])]))
  return {
    caseId,
    activity,
    at,
    ...(start === undefined ? {} : { startedAt: start }),
    ...(given['org:resource'] ? { resource: given['org:resource'] } : {}),
    ...(given['lifecycle:transition'] ? { lifecycle: given['lifecycle:transition'] } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  }
}

function typed(value: string, type: string | undefined): string | number | boolean {
  if (type === 'boolean') return value === 'true'
  // Beyond 2^53 a number would no longer be the one in the file.
  if ((type === 'int' || type === 'float') && value.trim() !== '' && Number.isFinite(Number(value)) && (type === 'float' || Number.isSafeInteger(Number(value)))) return Number(value)
  return value
}

/**
 * Writes a log as XES 2.0 (IEEE 1849-2016), one trace a case, events by time. What `fromXes` reads back is the same log:
 * cases in their order, activities, times to the millisecond, resources, life cycle, start times and attributes.
 * Attributes of events come only from events (not from a prepared log). Characters that XML cannot hold are left out.
 */
export function toXes(log: EventLog): string {
  const { cases, offsets, source, activities, activity, at, startedAt, resource, resources } = preparedOf(log)
  const given = 'offsets' in log ? undefined : log
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<log xes.version="2.0" xes.features="" xmlns="http://www.xes-standard.org/">',
    '  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>',
    '  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>',
    '  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>',
    '  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>',
    '  <global scope="trace">',
    '    <string key="concept:name" value=""/>',
    '  </global>',
    '  <global scope="event">',
    '    <string key="concept:name" value=""/>',
    '    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>',
    '  </global>',
    '  <classifier name="Activity" keys="concept:name"/>',
  ]
  for (const [c, id] of cases.entries()) {
    lines.push('  <trace>', `    ${valueTag('string', 'concept:name', id)}`)
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) {
      const { lifecycle, attributes = {} } = given?.[source[i]!] ?? {}
      lines.push('    <event>', `      ${valueTag('string', 'concept:name', activities[activity[i]!]!)}`, `      ${valueTag('date', 'time:timestamp', instantText(at[i]!))}`)
      if (!Number.isNaN(startedAt[i]!)) lines.push(`      ${valueTag('date', 'start_timestamp', instantText(startedAt[i]!))}`)
      if (resource[i]! >= 0) lines.push(`      ${valueTag('string', 'org:resource', resources[resource[i]!]!)}`)
      if (lifecycle) lines.push(`      ${valueTag('string', 'lifecycle:transition', lifecycle)}`)
      for (const [key, value] of Object.entries(attributes)) {
        if (STANDARD.has(key)) continue
        const type = typeof value === 'boolean' ? 'boolean' : typeof value === 'string' ? 'string' : Number.isSafeInteger(value) ? 'int' : 'float'
        lines.push(`      ${valueTag(type, key, String(value))}`)
      }
      lines.push('    </event>')
    }
    lines.push('  </trace>')
  }
  lines.push('</log>', '')
  return lines.join('\n')
}

const valueTag = (type: string, key: string, value: string): string => `<${type} key="${escaped(key)}" value="${escaped(value)}"/>`
const instantText = (at: number): string => new Date(at).toISOString().replace('Z', '+00:00')
