/** Editing a role: pure, for both sides. */

export type Held = ReadonlyMap<string, readonly string[]>
export interface GrantLine { permission: string; scope: string }

/** The scopes of each permission a role grants. */
export const heldOf = (grants: readonly GrantLine[]): Held => new Map([...Map.groupBy(grants, (one) => one.permission)].map(([permission, of]) => [permission, of.map((one) => one.scope)]))

/** Gives or takes one scope. `all` makes narrower ones superfluous: giving it takes them, giving a narrower one takes `all`. */
export function toggled(held: Held, permission: string, scope: string): Held {
  const now = held.get(permission) ?? []
  const next = now.includes(scope) ? now.filter((one) => one !== scope) : scope === 'all' ? ['all'] : [...now.filter((one) => one !== 'all'), scope]
  return new Map(next.length ? [...held, [permission, next]] : [...held].filter(([key]) => key !== permission))
}

export const grantsOfHeld = (held: Held): GrantLine[] => [...held].flatMap(([permission, scopes]) => scopes.map((scope) => ({ permission, scope })))

/** What a change gives and takes, permission by permission and scope by scope. */
export function changesIn(before: Held, after: Held): { given: GrantLine[]; taken: GrantLine[] } {
  const lines = (held: Held) => grantsOfHeld(held)
  const missing = (from: Held) => ({ permission, scope }: GrantLine) => !from.get(permission)?.includes(scope)
  return { given: lines(after).filter(missing(before)), taken: lines(before).filter(missing(after)) }
}

/** A key for a new role, made of its English name: `Night shift lead` is `night_shift_lead`; a number follows where it is taken. */
export function roleKeyOf(english: string, taken: readonly string[]): string {
  const stem = english.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '').slice(0, 50) || 'role'
  for (let n = 1; ; n++) {
    const key = n === 1 ? stem : `${stem}_${n}`
    if (!taken.includes(key)) return key
  }
}
