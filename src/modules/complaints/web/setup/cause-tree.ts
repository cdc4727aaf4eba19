/** The tree of causes while it is being edited: flat, as the setting keeps it. */
export interface Cause { key: string; parent: string; zh: string; en: string }

/** A cause below a branch, or a branch of its own where `parent` is empty; its key is made up and never shown. */
export function addCause(tree: readonly Cause[], parent: string): readonly Cause[] {
  const stem = parent || 'branch'
  let n = tree.length + 1
  while (tree.some(({ key }) => key === `${stem}-${n}`)) n++
  return [...tree, { key: `${stem}-${n}`.slice(-60).replace(/^[^a-z]+/, ''), parent, zh: '', en: '' }]
}
/** Without a cause and all that stands below it. */
export function dropCause(tree: readonly Cause[], key: string): readonly Cause[] {
  const gone = new Set([key])
  for (let before = -1; before !== gone.size;) { before = gone.size; for (const one of tree) if (gone.has(one.parent)) gone.add(one.key) }
  return tree.filter((one) => !gone.has(one.key))
}
/** Each branch followed by its causes. */
export function orderedTree(tree: readonly Cause[]): Cause[] {
  const known = new Set(tree.map(({ key }) => key))
  const below = (parent: string): Cause[] => tree.flatMap((one) => one.parent === parent ? [one, ...below(one.key)] : [])
  return tree.flatMap((top) => known.has(top.parent) ? [] : [top, ...below(top.key)])
}
/** What the tree lacks, null when it can be kept: `complaint-setup.wants.WHAT`. */
export function wantingInTree(tree: readonly Cause[]): 'cause-name' | 'cause' | null {
  return !tree.length ? 'cause' : tree.some(({ zh, en }) => !zh.trim() || !en.trim()) ? 'cause-name' : null
}
