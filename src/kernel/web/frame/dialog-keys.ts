import { isComposing } from '../typing.ts'

/** What a dialog is for: the main button at its foot, unless it destroys something, rests or is at work. */
const MAIN = '.ant-modal-footer .ant-btn-primary:not(.ant-btn-dangerous):not(.ant-btn-loading):not(:disabled)'

/** In every dialog Enter with Ctrl or ⌘ does what its main button does, wherever in it the focus is; a dialog that hears the key itself keeps it. Returns how to stop listening. */
export function onDialogEnter(): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.defaultPrevented || event.repeat || isComposing(event) || !(event.ctrlKey || event.metaKey)) return
    const shown = [...document.querySelectorAll('.ant-modal-wrap:not([style*="display: none"])')]
    // Whoever clicked beside the fields has the focus on nothing at all: then the dialog on top is meant.
    const own = event.target instanceof Element ? event.target.closest('.ant-modal-wrap') : null
    const dialog = own ?? (event.target === document.body ? shown.at(-1) : null)
    const button = dialog?.querySelector<HTMLButtonElement>(MAIN)
    if (!button) return
    event.preventDefault()
    button.click()
  }
  addEventListener('keydown', listener)
  return () => removeEventListener('keydown', listener)
}
