export const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent)
export const MOD = MAC ? '⌘' : 'Ctrl'

/** Calls on ⌘ or Ctrl with a letter, wherever the focus is. Returns how to stop listening. */
export function onHotkey(letter: string, run: () => void): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== letter || !(MAC ? event.metaKey : event.ctrlKey) || event.altKey || event.shiftKey || event.isComposing) return
    event.preventDefault()
    run()
  }
  addEventListener('keydown', listener)
  return () => removeEventListener('keydown', listener)
}

/** True while somebody writes: single letters then are text and no commands. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
/** True while a dialog or an open list stands above the page: the page's own keys then rest. */
const isCovered = (): boolean => document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open, .ant-dropdown:not(.ant-dropdown-hidden)') !== null

/** Calls on Alt with a key of the board (its `code`, for Alt writes other characters), also while somebody writes, never under a dialog. Returns how to stop listening. */
export function onAltKey(code: string, run: () => void): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.code !== code || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat || isCovered()) return
    event.preventDefault()
    run()
  }
  addEventListener('keydown', listener)
  return () => removeEventListener('keydown', listener)
}

interface Press { defaultPrevented?: boolean; ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean; isComposing?: boolean; keyCode?: number }
/** A key alone: heard by nobody yet, without a modifier, no part of a composition (229 is what an input method still holds). */
export const isPlain = (press: Press): boolean => !press.defaultPrevented && !press.ctrlKey && !press.metaKey && !press.altKey && !press.isComposing && press.keyCode !== 229

/** Hears the page's own keys: none while somebody writes, composes or has a dialog open, none with a modifier, none that something nearer has heard. `run` says whether it took the key. Returns how to stop listening. */
export function onPageKey(run: (event: KeyboardEvent) => boolean): () => void {
  const listener = (event: KeyboardEvent) => {
    if (!isPlain(event) || isWriting(event.target) || isCovered()) return
    if (run(event)) event.preventDefault()
  }
  addEventListener('keydown', listener)
  return () => removeEventListener('keydown', listener)
}
