/** Longest name kept, in UTF-16 units. */
const MOST = 200
// Controls, marks that turn or hide text (but not the joiner that emoji need), and what some file system takes for syntax.
// eslint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]|[\u{e0000}-\u{e0fff}]/gu
const SYNTAX = /[<>:"|?*]/g
// Windows opens a device under these names, whatever their ending.
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The ending of a name in lower case, without its dot; empty when it has none. */
export const endingOf = (name: string): string => /\.([\p{L}\p{N}]{1,20})$/u.exec(name)?.[1]?.toLowerCase() ?? ''

/**
 * A sender's file name as it is kept, shown and given out: the last part of any path, NFC, without controls, bidi and zero-width marks, without what
 * Windows refuses, at most 200 UTF-16 units with its ending kept. Always a name: `file` when nothing is left.
 */
export function cleanName(sent: string): string {
  const last = sent.toWellFormed().replace(/\ufffd/g, '').split(/[/\\]/).at(-1) ?? ''
  const name = trim(last.replace(HIDDEN, '').normalize('NFC').replace(SYNTAX, '_').replace(/\s+/g, ' '))
  const safe = DEVICE.test(name) ? `_${name}` : name
  if (safe.length <= MOST) return safe || 'file'
  const ending = endingOf(safe)
  return ending ? `${trim(cut(safe.slice(0, -ending.length - 1), MOST - ending.length - 1))}.${safe.slice(-ending.length)}` : trim(cut(safe, MOST))
}
const trim = (name: string) => name.replace(/^[\s.]+/, '').replace(/[\s.]+$/, '')

/** Whole graphemes up to `most` units, so that no emoji or surrogate pair is torn. */
function cut(text: string, most: number): string {
  let end = 0
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > most) break
    end = index + segment.length
  }
  // One grapheme may be longer than all that is allowed (a letter under a thousand accents).
  return end ? text.slice(0, end) : text.slice(0, most).toWellFormed().replace(/\ufffd/g, '')
}
