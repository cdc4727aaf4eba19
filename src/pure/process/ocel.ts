import { type EventLog, preparedOf } from './event-log.ts'

export interface OcelOptions {
  /** What a case is called among the types of objects, and what a resource is. */
  readonly caseType?: string
  readonly resourceType?: string
}

/**
 * Writes a log as OCEL 2.0 (JSON): cases and resources as objects, each event related to its case (`case`) and to who did
 * it (`resource`). Events by time within their case. Objects of both types have their type before their id, since a case
 * and a person may bear the same.
 * Source: Berti et al. (2023), OCEL 2.0 specification.
 */
export function toOcel(log: EventLog, { caseType = 'case', resourceType = 'resource' }: OcelOptions = {}): string {
  const { cases, offsets, source, activities, activity, at, startedAt, resource, resources } = preparedOf(log)
  const given = 'offsets' in log ? undefined : log
  const attributeTypes = new Map<string, Map<string, string>>(activities.map((name) => [name, new Map()]))
  const typeOf = (value: string | number | boolean): string => (typeof value === 'boolean' ? 'boolean' : typeof value === 'string' ? 'string' : Number.isSafeInteger(value) ? 'integer' : 'float')
  const events = cases.flatMap((id, c) => Array.from({ length: offsets[c + 1]! - offsets[c]! }, (_, k) => {
    const i = offsets[c]! + k
    const type = activities[activity[i]!]!
    const { lifecycle, attributes = {} } = given?.[source[i]!] ?? {}
    const all: Record<string, string | number | boolean> = { ...attributes, ...(lifecycle ? { lifecycle } : {}) }
    const types = attributeTypes.get(type)!
    for (const [name, value] of Object.entries(all)) types.set(name, types.get(name) === undefined || types.get(name) === typeOf(value) ? typeOf(value) : mixed(types.get(name)!, typeOf(value)))
    if (!Number.isNaN(startedAt[i]!)) types.set('started', 'time')
    return {
      id: `e${source[i]! + 1}`,
      type,
      time: new Date(at[i]!).toISOString(),
      attributes: [
        ...(Number.isNaN(startedAt[i]!) ? [] : [{ name: 'started', value: new Date(startedAt[i]!).toISOString() as string | number | boolean }]),
        ...Object.entries(all).map(([name, value]) => ({ name, value })),
      ],
      relationships: [
        { objectId: `${caseType}:${id}`, qualifier: 'case' },
        ...(resource[i]! < 0 ? [] : [{ objectId: `${resourceType}:${resources[resource[i]!]!}`, qualifier: 'resource' }]),
      ],
    }
  }))
  const objectsOf = (type: string, ids: readonly string[]) => ids.map((id) => ({ id: `${type}:${id}`, type, attributes: [], relationships: [] }))
  return JSON.stringify({
    objectTypes: [caseType, ...(resources.length > 0 ? [resourceType] : [])].map((name) => ({ name, attributes: [] })),
    eventTypes: activities.map((name) => ({ name, attributes: [...attributeTypes.get(name)!].map(([attribute, type]) => ({ name: attribute, type })) })),
    objects: [...objectsOf(caseType, cases), ...objectsOf(resourceType, resources)],
    events,
  })
}

/** A type that holds both: an integer may stand among floats, anything else is text. */
const mixed = (a: string, b: string): string => ((a === 'integer' || a === 'float') && (b === 'integer' || b === 'float') ? 'float' : 'string')
