import { bounceReason, isHard, stageIn } from './bounce-reasons.ts'
import type { BounceReason, BouncedRecipient } from './read-mail-shape.ts'

/** Lines below which the returned mail stands. */
const COPY = /^[\s>]{0,4}(?:-{2,}[^\n]{0,60}(?:below this line|copy of (?:the|your) (?:message|original)|this is a copy|original message|returned message|message (?:follows|text follows|header|content)|unsent message|undelivered message|body of (?:the )?message|start of)[^\n]{0,80}|(?:this is a copy of|the following is a copy of|---? ?original message)[^\n]{0,80}|-{5,} ?(?:original|forwarded|returned)[^\n]{0,60}|(?:return-path|received|dkim-signature|x-received|mime-version): [^\n]{0,500}|\*{3,}[^\n]{0,30}original[^\n]{0,40})$/im
const ADDRESS = /[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?/g
const NOT_THEM = /^(?:mailer-daemon|postmaster|abuse|support|noreply|no-reply)@/i
const MOST = 50

/** The words of the server, without the mail it returns below them. */
export function cutBeforeOriginal(text: string): string {
  const at = COPY.exec(text.slice(0, 200_000))?.index ?? -1
  return (at > 20 ? text.slice(0, at) : text).slice(0, 20_000)
}

/** The fields of a report that stands in the text, without the returned mail’s. */
export const cutBeforeReturned = (text: string): string => {
  const from = text.search(/^(?:final-recipient|reporting-mta|original-recipient):/im)
  const rest = text.slice(Math.max(0, from), from + 20_000)
  const end = /^(?:return-path|received|content-type:\s*(?:message\/rfc822|text\/rfc822))/im.exec(rest)?.index ?? rest.length
  return rest.slice(0, end)
}

/** The returned mail’s id where it stands as text. */
export const idInText = (text: string): string | undefined => /^[\s>|*]{0,6}message-id[\s*]{0,3}:[\s*]{0,6}(<[^<>\s]{1,995}>)/im.exec(text.slice(0, 300_000))?.[1]

/**
 * Who did not get the mail, by a server’s own words: the addresses named by X-Failed-Recipients, else those in the text that are neither
 * sender nor receiver of the bounce, each with the words that follow it.
 */
export function bouncedInText(text: string, { failed, not, returned, subject }: { failed: readonly string[]; not: readonly string[]; returned: readonly string[]; subject: string }): BouncedRecipient[] {
  const unwanted = new Set(not.map((address) => address.toLowerCase()))
  const found = [...text.matchAll(ADDRESS)].map((match) => ({ address: match[0].replace(/^'+|['.]+$/g, ''), at: match.index }))
    .filter(({ address, at }) => !NOT_THEM.test(address) && !/message-id|sender|from|reply-to/i.test(text.slice(Math.max(0, at - 14), at)) && /\.[a-z]{2,}$|^[^@]+@[^@]+$/i.test(address))
  const listed = found.filter(({ at }) => standsAlone(text, at))
  const wanted = (list: typeof found) => list.filter(({ address }) => !unwanted.has(address.toLowerCase()))
  const named = failed.length ? failed : [listed, wanted(listed), wanted(found)].some((list) => list.length) ? [] : returned
  const pool = named.length ? named.map((address) => ({ address, at: text.toLowerCase().indexOf(address.toLowerCase()) })) : [wanted(listed), wanted(found), listed].find((list) => list.length) ?? []
  const seen = new Set<string>()
  const recipients: BouncedRecipient[] = []
  for (const [index, { address, at }] of pool.entries()) {
    const key = address.toLowerCase()
    if (seen.has(key) || recipients.length >= MOST) continue
    seen.add(key)
    const next = pool.slice(index + 1).find((later) => later.address.toLowerCase() !== key && later.at > at)
    // Up to the line on which the next one stands.
    const words = at < 0 ? text : text.slice(at, next ? Math.max(text.lastIndexOf('\n', next.at), at + address.length) : text.length).split(/\n[. ]*while talking to/i, 1)[0] ?? ''
    const whole = words.replace(/\s/g, '').length - address.length < 25 ? text : words
    recipients.push(judgedByWords(address, whole, [text, subject], text.slice(text.lastIndexOf('\n', Math.max(at, 0)) + 1, Math.max(at, 0))))
  }
  return recipients
}

/** @param before what stands on the address’s own line before it */
function judgedByWords(address: string, words: string, around: readonly string[], before: string): BouncedRecipient {
  const all = around[0] ?? ''
  const status = statusIn(words) || statusIn(all)
  const stage = stageIn(`${before}${words}`) || stageIn(all)
  const own = bounceReason({ said: words, status, stage })
  const isTold = (one: BounceReason) => one !== 'undefined' && one !== 'onhold'
  const reason = [own, ...around.map((said) => bounceReason({ said, status, stage }))].find(isTold) ?? own
  return { address: address.slice(0, 320), status, reason, hard: isHard(reason, status, words), diagnostic: words.replace(/\s+/g, ' ').trim().slice(0, 2_000) }
}

/** An address that begins its line, as lists of failed recipients have them (`<a@b.example>:`, `  a@b.example`, `To: a@b.example`). */
const standsAlone = (text: string, at: number): boolean => /(?:^|\n)[\s>*|-]*(?:[245]\d\d[ -])?(?:(?:to|recipient|recipients|address|for|rcpt to|收件人|收件人地址)\s{0,3}[:：]?\s{0,40})?["'<[(]*(?:smtp:|rfc822;)?\s*$/i.test(text.slice(Math.max(0, at - 60), at))

const statusIn = (text: string): string => /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/.exec(text)?.[0] ?? ''
