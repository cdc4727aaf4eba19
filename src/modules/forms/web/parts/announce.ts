let speaker: HTMLElement | undefined
/** Says to a screen reader where something has been moved to. */
export function announceOrder(text: string): void {
  if (!speaker) {
    speaker = document.createElement('div')
    speaker.className = 'unseen'
    speaker.setAttribute('role', 'status')
    document.body.appendChild(speaker)
  }
  speaker.textContent = text
}
