import { simplified } from './simplified.ts'

/**
 * The form of a text in which two spellings of the same thing are equal; for comparing and searching, not for showing.
 * In this order:
 * 1. Every run of white space (also the ideographic space, NEL and line breaks) becomes one space.
 * 2. Control characters (C0, DEL, C1), lone surrogates, zero-width and other default-ignorable characters (bidi controls, soft
 *    hyphen, variation selectors, tags, BOM) go. A zero-width joiner between two emoji stays, so joined emoji stay whole.
 * 3. Of more than 30 combining marks in a row the first 30 stay (the limit of Unicode's stream-safe text).
 * 4. NFKC: full width to half width, ligatures, circled and squared forms, compatibility Han.
 * 5. Case folding, also ß = ss, ς = σ.
 * 6. Traditional to simplified Chinese, one character for one (see `simplified`), so that what a part of a text
 *    becomes doesn't depend on its neighbours.
 * 7. White space collapsed and trimmed once more, since NFKC can make some.
 * Folding twice is folding once. Linear in the length.
 */
export function fold(text: string): string {
  return trimmed(simplified(caseless(normal(text))))
}

/** Steps 1–4 and 7 of `fold`: case and traditional characters stay. */
export function normal(text: string): string {
  const seen = text.replace(/\p{White_Space}+/gu, ' ').replace(/[[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}]--[\u{200D}]]/gv, '')
  return trimmed(fewMarks(fewMarks(replaceLooseJoiners(seen, '')).normalize('NFKC')))
}

/** Step 5 of `fold`. */
export function caseless(text: string): string {
  // Only here does lower case alone miss a fold (ß, final sigma, ligatures); Chinese and ASCII text skip the slower way.
  if (!/[\u00DF\u0100-\u1FFF\uA640-\uABBF]/.test(text)) return text.toLowerCase()
  // Lower case first, as ẞ is its own upper case.
  return fewMarks(text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC'))
}

/** Replaces each zero-width joiner that doesn't join two emoji. */
export function replaceLooseJoiners(text: string, replacement: string): string {
  // Pictographs that NFKC turns into letters (™, ℹ, Ⓜ, ㊗, 🈁 …) are no emoji here, or folding twice would differ from folding once.
  return text.includes('\u200d')
    ? text.replace(/(?<![[\p{Extended_Pictographic}\p{Emoji_Modifier}]--[\u{0}-\u{218F}\u{24C2}\u{3297}\u{3299}\u{1F100}-\u{1F265}]]\u{FE0F}?)\u{200D}|\u{200D}(?![\p{Extended_Pictographic}--[\u{0}-\u{218F}\u{24C2}\u{3297}\u{3299}\u{1F100}-\u{1F265}]])/gv, replacement)
    : text
}

// Marks of changing class make normalising quadratic, so a run of them must be cut before.
const fewMarks = (text: string) => (/\p{M}{31}/u.test(text) ? text.replace(/(\p{M}{30})\p{M}+/gu, '$1') : text)
const trimmed = (text: string) => text.replace(/ {2,}/g, ' ').replace(/^ | $/g, '')
