/** Typing Chinese, Japanese or Korean goes through a composition: until it ends the field holds letters that nobody means. */

interface KeyLike { isComposing?: boolean; keyCode?: number }
/** True for keys that belong to the input method: its Enter chooses a word and sends nothing. Safari ends the composition before the key and tells only by 229. */
export const isComposing = (event: KeyLike): boolean => event.isComposing === true || event.keyCode === 229

export interface Typing {
  /** The text as it stands now. */
  typed: (text: string) => void
  begin: () => void
  /** A composition has ended with this text in the field. */
  end: (text: string) => void
  /** Tells at once what stands there: Enter, or leaving the field. */
  flush: () => void
  stop: () => void
}
/** Tells a text once nobody has typed for `wait` milliseconds, and never while a composition is open. The same text is told once. */
export function typing(wait: number, told: string, tell: (text: string) => void): Typing {
  let timer: ReturnType<typeof setTimeout> | undefined
  let text = told
  let open = false
  const flush = () => {
    clearTimeout(timer)
    if (open || text === told) return
    told = text
    tell(text)
  }
  const typed = (now: string) => {
    text = now
    clearTimeout(timer)
    if (!open) timer = setTimeout(flush, wait)
  }
  return {
    typed, flush,
    begin: () => { open = true; clearTimeout(timer) },
    end: (now) => { open = false; typed(now) },
    stop: () => clearTimeout(timer),
  }
}

interface KeyPress { nativeEvent: KeyLike; ctrlKey: boolean; metaKey: boolean; key: string; preventDefault: () => void }
/** Ctrl+S, ⌘S: what is written is saved, and not the page. */
export const onSaveKey = (save: () => void) => (event: KeyPress): void => {
  if (isComposing(event.nativeEvent) || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
  event.preventDefault()
  save()
}
