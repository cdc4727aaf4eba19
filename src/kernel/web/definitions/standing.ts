import type { DefinitionSummary } from '../../definition-contract.ts'

/** How one definition stands: what counts now, what is being prepared, what is still to come. */
export interface Standing {
  id: string
  kind: string
  key: string
  name: DefinitionSummary['name']
  /** Newest first, the company's before the shipped. */
  versions: readonly DefinitionSummary[]
  inForce: DefinitionSummary | undefined
  /** A draft of the company, or one under review: there is something to do. */
  open: DefinitionSummary | undefined
  /** Published, and in force from a day on that has not come. */
  scheduled: DefinitionSummary | undefined
  /** A shipped version that came after the company's own, which goes on to count. */
  newerShipped: DefinitionSummary | undefined
  changedAt: Date
}

/** The versions as the desk lists them, key by key. */
export function standingsOf(items: readonly DefinitionSummary[], now: Date): Standing[] {
  return [...Map.groupBy(items, (one) => `${one.kind}/${one.key}`)].map(([id, versions]) => {
    const [newest] = versions as [DefinitionSummary]
    const inForce = versions.find((one) => one.inForce)
    const shipped = versions.find((one) => one.origin === 'shipped')
    return {
      id, kind: newest.kind, key: newest.key, name: (inForce ?? newest).name, versions, inForce,
      open: versions.find((one) => one.state === 'draft' || one.state === 'review'),
      scheduled: versions.find((one) => one.state === 'published' && one.effectiveFrom !== null && one.effectiveFrom > now),
      newerShipped: inForce?.origin === 'company' && shipped && shipped.changedAt > inForce.changedAt ? shipped : undefined,
      changedAt: new Date(Math.max(...versions.map((one) => one.changedAt.getTime()))),
    }
  })
}

/** What counts once a version is retired: the company's newest other one that has begun, else the newest shipped. */
export const heirOf = (versions: readonly DefinitionSummary[], retired: string, now: Date): DefinitionSummary | undefined => {
  const rest = versions.filter((one) => one.id !== retired && one.state === 'published' && (!one.effectiveFrom || one.effectiveFrom <= now))
  return rest.find((one) => one.origin === 'company') ?? rest[0]
}
/** What a version is best held against: what counts now, else the one before it. */
export const counterpartOf = (versions: readonly DefinitionSummary[], id: string): DefinitionSummary | undefined => {
  const inForce = versions.find((one) => one.inForce)
  return inForce && inForce.id !== id ? inForce : versions[versions.findIndex((one) => one.id === id) + 1] ?? versions.find((one) => one.id !== id)
}
