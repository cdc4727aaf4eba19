const FIELDS = 'textarea:not(:disabled), input:not(:disabled, [type=hidden], [type=radio], [type=checkbox], [type=file])'
const ANY = 'button:not(:disabled), input:not(:disabled, [type=hidden]), a[href], [tabindex="0"]'

/** Where the hands begin in a dialog: its first field, else the first thing to choose, else its main button. */
const beginning = (dialog: Element): HTMLElement | null =>
  dialog.querySelector<HTMLElement>(`.ant-modal-body :is(${FIELDS})`) ?? dialog.querySelector<HTMLElement>(`.ant-modal-body :is(${ANY})`) ?? dialog.querySelector<HTMLElement>('.ant-modal-footer .ant-btn-primary:not(:disabled)')

/**
 * A dialog is laid into the page after its fields have asked for the focus, which then falls on its closing cross: what is typed next
 * is lost, and Enter closes it. Brings the focus from the cross to where the hands begin; whoever comes to the cross from within the
 * dialog stays there. Returns how to stop.
 */
export function focusFirstField(): () => void {
  const listener = ({ target, relatedTarget }: FocusEvent) => {
    if (!(target instanceof Element) || !target.matches('.ant-modal-close')) return
    const dialog = target.closest('[role=dialog]')
    if (!dialog || (relatedTarget instanceof Node && dialog.contains(relatedTarget))) return
    beginning(dialog)?.focus({ preventScroll: true })
  }
  addEventListener('focusin', listener)
  return () => removeEventListener('focusin', listener)
}
