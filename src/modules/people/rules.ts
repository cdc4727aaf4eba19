/** Pure decisions about people: no clock, no database. */

/** Whether `above` would stand under itself if it became the superior of `id`: `upOf` tells each one's superior now. */
export function makesCycle(id: string, above: string, upOf: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>()
  for (let at: string | null | undefined = above; at && !seen.has(at); at = upOf.get(at)) {
    if (at === id) return true
    seen.add(at)
  }
  return false
}

/** The tier a position usually belongs to; null where it says none. */
export const tierOf = <T>(position: string | null | undefined, positions: readonly { key: string; tier?: T | undefined }[]): T | null => positions.find(({ key }) => key === position)?.tier ?? null

/** When a session ends at the latest, and when it ends if it is not used again. */
export const sessionEnds = (startedAt: Date, usedAt: Date, hours: number, idleMinutes: number): Date =>
  new Date(Math.min(startedAt.getTime() + hours * 3_600_000, usedAt.getTime() + idleMinutes * 60_000))

/** How many of a team's members lead it: more than one is refused. */
export const leadersOf = <M extends { leader?: boolean | undefined }>(members: readonly M[]): M[] => members.filter((member) => member.leader)
