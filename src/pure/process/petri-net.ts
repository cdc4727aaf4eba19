import type { Model, Move } from './alignment.ts'
import { InvalidFlow } from './flow.ts'
import { tagsOf } from './xml-reader.ts'

/** A Petri net: a transition takes a token from each place before it and puts one on each after it. */
export interface PetriNet {
  readonly places: readonly string[]
  /** `activity` null is silent: it happens without being seen. */
  readonly transitions: readonly { readonly id: string, readonly activity: string | null }[]
  readonly arcs: readonly { readonly from: string, readonly to: string, readonly weight?: number }[]
  /** Tokens on each place before, and when a case is over; places left out have none. */
  readonly initial: Readonly<Record<string, number>>
  readonly final: Readonly<Record<string, number>>
}

/**
 * Reads a net from PNML, as ProM and pm4py write it. Transitions marked `$invisible$` are silent. Where no final marking is
 * said, it is one token on the only place without a way out.
 * @throws InvalidXml for text that is no XML · InvalidFlow for a net without a marking to start from or to end with
 */
export function fromPnml(text: string): PetriNet {
  const places: string[] = []
  const transitions: { id: string, activity: string | null }[] = []
  const arcs: { from: string, to: string, weight: number }[] = []
  const initial: Record<string, number> = {}
  const final: Record<string, number> = {}
  const path: string[] = []
  let owner = ''
  let ended = ''
  for (const { name, attributes, kind, text: content } of tagsOf(text)) {
    if (kind === 'close') {
      path.pop()
      continue
    }
    const inFinal = path.includes('finalmarkings')
    if (name === 'place' && inFinal) ended = attributes['idref'] ?? ''
    else if (name === 'place') places.push(owner = attributes['id'] ?? '')
    else if (name === 'transition') transitions.push({ id: owner = attributes['id'] ?? '', activity: '' })
    else if (name === 'arc') arcs.push({ from: attributes['source'] ?? '', to: attributes['target'] ?? '', weight: 1 })
    else if (name === 'toolspecific' && attributes['activity'] === '$invisible$' && transitions.at(-1)?.id === owner) transitions.at(-1)!.activity = null
    else if (name === 'text') {
      const value = content.trim()
      if (inFinal) final[ended] = Number(value)
      else if (path.includes('initialMarking')) initial[owner] = Number(value)
      else if (path.includes('inscription')) arcs.at(-1)!.weight = Number(value)
      else if (path.at(-1) === 'name' && path.at(-2) === 'transition' && transitions.at(-1)!.activity !== null) transitions.at(-1)!.activity = value
    }
    if (kind === 'open') path.push(name)
  }
  if (Object.keys(final).length === 0) {
    const last = places.filter((place) => !arcs.some(({ from }) => from === place))
    if (last.length === 1) final[last[0]!] = 1
  }
  return { places, transitions, arcs, initial, final }
}

/**
 * A net as states (markings) and moves, found as they are needed.
 * @throws InvalidFlow for arcs from or to what is not there, and markings without a token
 */
export function modelOfNet({ places, transitions, arcs, initial, final }: PetriNet): Model {
  const place = new Map(places.map((id, i) => [id, i]))
  const known = new Set([...places, ...transitions.map(({ id }) => id)])
  const stranger = arcs.flatMap(({ from, to }) => [from, to]).find((id) => !known.has(id))
  if (stranger !== undefined) throw new InvalidFlow(`arcs: ${stranger} is neither a place nor a transition`)
  const marking = (tokens: Readonly<Record<string, number>>, field: string): number[] => {
    const made = places.map((id) => tokens[id] ?? 0)
    if (!made.some((count) => count > 0)) throw new InvalidFlow(`${field}: no place of the net has a token`)
    return made
  }
  const effects = transitions.map(({ id, activity }) => ({
    activity,
    takes: arcs.filter(({ to }) => to === id).map(({ from, weight = 1 }) => ({ at: place.get(from)!, weight })),
    puts: arcs.filter(({ from }) => from === id).map(({ to, weight = 1 }) => ({ at: place.get(to)!, weight })),
  }))
  const codes = new Map<string, number>()
  const markings: number[][] = []
  const moves: Move[][] = []
  const codeOf = (tokens: number[]): number => {
    const key = tokens.join(' ')
    let code = codes.get(key)
    if (code === undefined) {
      code = markings.length
      codes.set(key, code)
      markings.push(tokens)
    }
    return code
  }
  const start = codeOf(marking(initial, 'initial'))
  const end = marking(final, 'final').join(' ')
  return {
    start,
    isEnd: (state) => markings[state]!.join(' ') === end,
    moves: (state) => moves[state] ??= effects.flatMap(({ activity, takes, puts }): Move[] => {
      const tokens = markings[state]!
      if (takes.some(({ at, weight }) => tokens[at]! < weight)) return []
      const next = [...tokens]
      for (const { at, weight } of takes) next[at]! -= weight
      for (const { at, weight } of puts) next[at]! += weight
      return [{ activity, to: codeOf(next) }]
    }),
  }
}
