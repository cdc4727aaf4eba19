import { useSyncExternalStore } from 'react'

/** Light or dark: the reader's choice, kept on this machine, else the system's. `public/first-paint.js` reads the same key. */
export type Appearance = 'light' | 'dark' | 'system'
const KEPT = 'shouwen.appearance'
const system = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

export const appearance = (): Appearance => {
  const kept = localStorage.getItem(KEPT)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}
const dark = () => appearance() === 'dark' || (appearance() === 'system' && system.matches)
const tell = () => {
  document.documentElement.dataset['appearance'] = dark() ? 'dark' : 'light'
  for (const listener of listeners) listener()
}
system.addEventListener('change', tell)

export function chooseAppearance(wanted: Appearance): void {
  localStorage.setItem(KEPT, wanted)
  tell()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => { listeners.delete(listener) }
}
export const useDark = () => useSyncExternalStore(subscribe, dark)
export const useAppearance = () => useSyncExternalStore(subscribe, appearance)

const mediaHook = (condition: string) => {
  const media = matchMedia(condition)
  const onChange = (listener: () => void) => {
    media.addEventListener('change', listener)
    return () => media.removeEventListener('change', listener)
  }
  return () => useSyncExternalStore(onChange, () => media.matches)
}
/** True on a phone: rows become cards, the menu goes to the foot. */
export const usePhone = mediaHook('(max-width: 767px)')
/** True for whoever asked their system for less motion. */
export const useCalm = mediaHook('(prefers-reduced-motion: reduce)')
