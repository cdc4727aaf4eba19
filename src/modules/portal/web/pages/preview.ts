import type { Language } from '../../contract.ts'
import type { PageLook } from './wire.ts'

/** What the screen of designers tells the page it shows in a frame. */
export interface Preview { portalPreview: true; page: PageLook; dark: boolean; language: Language }
export const isPreview = (): boolean => new URLSearchParams(location.search).has('preview') && parent !== window

/** Hears what is being designed; only from our own pages. */
export function hearDesign(show: (told: Preview) => void): void {
  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.origin !== location.origin || event.source !== parent) return
    const told = event.data as Partial<Preview> | null
    if (told && typeof told === 'object' && told.portalPreview) show(told as Preview)
  })
  parent.postMessage('portal-preview', location.origin)
}
