import { PHONE_LINE } from './quote-words.ts'
import type { TextPiece } from './read-mail-shape.ts'

type Kind = TextPiece['kind']
const LONGEST_LINE = 200
/** Lines below a rule that still are a business card. */
const CARD_LINES = 12
const CONTACT = /[\w.+-]@[\w-]+\.|https?:\/\/|www\.|\b(?:tel|phone|mobile|mob|fax|cell|gsm|t|m|p|f)\b\.?\s*[:.+(]|电话|電話|手机|手機|传真|傳真|邮箱|郵箱|电邮|地址|公司|网址|部门|\+\d[\d\s().-]{6,}|\d{3,4}-\d{7,8}|1[3-9]\d{9}/i
const LIST_FOOTER = /mailing list|unsubscribe|退订|discussion list/i

/** Marks the signature at the end of each stretch of new text: below `-- `, a phone’s line, a rule with a business card, a mailing list’s footer. */
export function markSignatures(lines: readonly string[], kinds: Kind[]): void {
  let from = 0
  while (from < lines.length) {
    if (kinds[from] !== 'new') { from += 1; continue }
    let to = from
    while (to < lines.length && (kinds[to] === 'new' || !(lines[to] as string).trim())) to += 1
    const begin = signatureIn(lines, from, to)
    for (let at = begin; at >= 0 && at < to; at += 1) kinds[at] = 'signature'
    from = to
  }
}

function signatureIn(lines: readonly string[], from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const line = (lines[at] as string).replace(/\r?\n$/, '')
    const trimmed = line.trim()
    if (!trimmed || trimmed.length > LONGEST_LINE) continue
    const rest = lines.slice(at + 1, Math.min(to, at + 60)).map((one) => one.trim()).filter(Boolean)
    if (line === '-- ' && at > from) return at
    if (/^(?:--|__|—-|- -)$/.test(trimmed) && rest.length <= CARD_LINES && rest.every((one) => one.length <= LONGEST_LINE)) return at
    if (isPhoneLine(trimmed) && !rest.some((one) => one.startsWith('```'))) return at
    if (/^[-_=—–─*]{2,80}$/.test(trimmed) && at > from && !opensForm(lines, from, at) && isCard(rest)) return at
  }
  return -1
}

/** A phone’s line, not a sentence that begins like one. */
function isPhoneLine(line: string): boolean {
  if (!PHONE_LINE.test(line)) return false
  const words = line.replace(/<[^<>]*>|\[[^[\]]*\]|https?:\S+/g, '').trim()
  return words.length <= 80 && words.split(/\s+/).length <= 11 && !/[,，;；。？?]\s*\p{L}|[.!。！]\s*$/u.test(words.replace(/\.(com|cn|net)\b/gi, '')) && !/[:：]$/.test(words)
}

/** “New message:” above a rule announces what stands below it. */
const opensForm = (lines: readonly string[], from: number, at: number): boolean => /[:：]$/.test(lines.slice(from, at).findLast((line) => line.trim())?.trim() ?? '')
/** A form’s fields (name, problem, order) are what the customer says; a card’s are ways to reach somebody. */
const isFormField = (line: string): boolean => /^[\p{L} ()（）/]{2,24}[:：]/u.test(line) && !/^(?:tel|telephone|téléphone|telefon|phone|mobile?|handy|cell|fax|telefax|e-?mail|mail|web|website|internet|home ?page|skype|wechat|qq|address|adresse|add|电话|手机|传真|邮箱|郵箱|电邮|邮编|地址|网址|网站|微信|公司|部门|联系方式|联系电话|热线)/i.test(line)

/** Few short lines with a way to reach somebody and no sentences. */
const isCard = (rest: readonly string[]): boolean => rest.length > 0 && rest.length <= CARD_LINES && rest.filter(isFormField).length < 2
  && (rest.some((line) => CONTACT.test(line)) || rest.slice(0, 2).some((line) => LIST_FOOTER.test(line))) && rest.every((line) => line.length <= 100 && !/[。？！]$|[a-z]{3,}[.?!]$/i.test(line))
