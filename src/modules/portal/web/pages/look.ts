import { INK, PAPER, contrast, inkOn, readable } from '../../rules.ts'

/** A brand's two colours as the shades that are readable, on light and on dark ground. The grounds are those of `pages.css`. */

const GROUND = { light: ['#ffffff', '#f4f5f7', '#f1f3f6'], dark: ['#171a20', '#0f1115', '#1e222a'] } as const
export interface Look { accent: string; onAccent: string; word: string; banner: string; onBanner: string; plainBanner: boolean }

/** @param accent @param banner colours `#rrggbb` */
export function lookOf({ accent, banner }: { accent: string; banner: string }, dark: boolean): Look {
  const grounds = GROUND[dark ? 'dark' : 'light']
  const [card] = grounds
  // White is no colour of a brand: by night it is the night's ground.
  const plainBanner = contrast(banner, PAPER) < 1.2
  const head = plainBanner ? card : banner
  return { accent, onAccent: inkOn(accent), word: readable(accent, ...grounds), banner: head, onBanner: plainBanner ? dark ? '#e7eaef' : INK : inkOn(head), plainBanner }
}

/** Puts a look on an element and all below it. */
export function wear(element: HTMLElement, look: Look): void {
  for (const [name, value] of Object.entries({ accent: look.accent, 'on-accent': look.onAccent, word: look.word, banner: look.banner, 'on-banner': look.onBanner })) element.style.setProperty(`--portal-${name}`, value)
  element.dataset['plainBanner'] = String(look.plainBanner)
}
