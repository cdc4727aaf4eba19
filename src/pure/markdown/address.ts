const SCHEME = /^(?:https?:\/\/[^\s/?#]|mailto:[^\s@]+@[^\s@]+|tel:[+\d])/i
/** A path of the same site: one slash, never two, which would name another host. */
const WITHIN = /^(?:\/(?![/\\])|#)/
/** By these characters a scheme is hidden from a check and found by a browser. */
// oxlint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/
const LONGEST = 2_000

/** The address when a link may lead there: the web, a mailbox, a telephone, or a place within the site; else null. */
export function safeAddress(address: string): string | null {
  const text = address.trim()
  if (!text || text.length > LONGEST || HIDDEN.test(text)) return null
  return SCHEME.test(text) || WITHIN.test(text) ? text : null
}
