/** What was searched for last on this device, the latest first. Nothing that looks like a number of somebody is kept. */
const KEY = 'search.recent'
const MOST = 8
const NUMBER = /(?:\d[\s-]?){7,}|@/

type Store = Pick<Storage, 'getItem' | 'setItem'>

export function recentOf(store: Store): readonly string[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string').slice(0, MOST) : []
  } catch { return [] }
}

/** Keeps what was looked for; a beginning of it that stands there from typing gives way. */
export function keepRecent(store: Store, q: string): readonly string[] {
  const asked = q.trim()
  if (!asked || NUMBER.test(asked.normalize('NFKC'))) return recentOf(store)
  const [latest, ...others] = recentOf(store)
  const kept = [asked, ...(latest && !asked.startsWith(latest) ? [latest] : []), ...others].filter((one, at, all) => all.indexOf(one) === at).slice(0, MOST)
  write(store, kept)
  return kept
}

export function forgetRecent(store: Store, q: string): readonly string[] {
  const kept = recentOf(store).filter((one) => one !== q)
  write(store, kept)
  return kept
}

function write(store: Store, kept: readonly string[]): void {
  try { store.setItem(KEY, JSON.stringify(kept)) } catch { /* A full or closed store only forgets. */ }
}
