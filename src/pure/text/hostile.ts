import { replaceLooseJoiners } from './fold.ts'

/**
 * Whether a text holds what stored text must not: a C0 or C1 control character other than line feed, carriage return and tab,
 * DEL, a lone surrogate, U+FFFE or U+FFFF.
 */
export function hasControl(text: string): boolean {
  return CONTROL.test(text)
}

/** The text without the characters that `hasControl` finds. */
export function withoutControl(text: string): string {
  return text.replace(EVERY_CONTROL, '')
}

/**
 * A name or line as it may be shown: every character that is unseen or turns the direction of writing (bidi controls, zero-width,
 * soft hyphen, tags, controls, lone surrogates) becomes the replacement character �, and white space of any kind and length
 * one space, none at the ends; so `photo\u202egpj.exe` shows as photo�gpj.exe. Joiners and variation selectors that belong to an
 * emoji, a keycap or a Han character stay. Letters of right-to-left scripts stay too: show names inside `<bdi>`.
 */
export function visible(text: string): string {
  // The empty Braille cell and the Hangul fillers look like a space but are none to Unicode.
  const spaced = text.replace(/[\p{White_Space}\u2800\u115F\u1160\u3164\uFFA0]+/gu, ' ').replace(/^ | $/g, '')
  const seen = spaced.replace(/[[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}\u{FFFE}\u{FFFF}]--[\u{200D}\p{Variation_Selector}]]/gv, HIDDEN)
  return replaceLooseJoiners(seen, HIDDEN).replace(/(?<![\p{Emoji}\p{Extended_Pictographic}\p{Script=Han}])\p{Variation_Selector}/gu, HIDDEN)
}

const HIDDEN = '\uFFFD'
const CONTROL = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF]|\p{Cs}/u
const EVERY_CONTROL = new RegExp(CONTROL, 'gu')
