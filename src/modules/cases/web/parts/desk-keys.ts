/** The keys of the desk: one letter, one deed. */

export const SHORTCUTS = [
  { deed: 'next', keys: ['j'], of: 'queue' },
  { deed: 'previous', keys: ['k'], of: 'queue' },
  { deed: 'tab-1', keys: ['1'], of: 'queue' },
  { deed: 'tab-2', keys: ['2'], of: 'queue' },
  { deed: 'tab-3', keys: ['3'], of: 'queue' },
  { deed: 'claim', keys: ['c'], of: 'case' },
  { deed: 'reply', keys: ['r'], of: 'case' },
  { deed: 'note', keys: ['n'], of: 'case' },
  { deed: 'quote', keys: ['q'], of: 'case' },
  { deed: 'macro', keys: ['m'], of: 'case' },
  { deed: 'snooze', keys: ['b'], of: 'case' },
  { deed: 'watch', keys: ['w'], of: 'case' },
  { deed: 'spam', keys: ['!', '！'], of: 'case' },
  { deed: 'promise', keys: ['p'], of: 'case' },
  { deed: 'undo', keys: ['z'], of: 'case' },
  { deed: 'solve', keys: ['s'], of: 'case' },
  { deed: 'assign', keys: ['a'], of: 'case' },
  { deed: 'hand-over', keys: ['h'], of: 'case' },
  { deed: 'edit', keys: ['e'], of: 'case' },
  { deed: 'side', keys: ['i'], of: 'case' },
  { deed: 'customer', keys: ['u'], of: 'case' },
  { deed: 'help', keys: ['?', '？'], of: 'page' },
] as const
export type DeskDeed = (typeof SHORTCUTS)[number]['deed']

export interface Press { key: string; ctrlKey?: boolean; metaKey?: boolean; isComposing?: boolean; keyCode?: number; repeat?: boolean }

const STEPS: readonly DeskDeed[] = ['next', 'previous']
/** The deed a page key means; none but steps when it is held down. */
export function deedOf(press: Pick<Press, 'key' | 'repeat'>): DeskDeed | undefined {
  const deed = SHORTCUTS.find(({ keys }) => (keys as readonly string[]).includes(press.key.toLowerCase()))?.deed
  return deed && press.repeat && !STEPS.includes(deed) ? undefined : deed
}

/** True for the key that sends what is written: Enter with Ctrl or ⌘, never one that ends a composition. */
export const sends = (press: Press): boolean => press.key === 'Enter' && Boolean(press.ctrlKey || press.metaKey) && !press.isComposing && press.keyCode !== 229

/** The row that j or k goes to from row `at` of `count`; -1 stands before the first, and there is none in an empty list. */
export const stepTo = (at: number, by: 1 | -1, count: number): number => count === 0 ? -1 : Math.max(0, Math.min(count - 1, at < 0 ? (by === 1 ? 0 : count - 1) : at + by))
