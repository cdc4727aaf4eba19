import { firstField } from './header-fields.ts'
import type { HeaderField } from './header-fields.ts'
import type { Bounce, MailAddress, MailKind, ReadReceipt } from './read-mail-shape.ts'

export interface MailVerdict { kind: MailKind; kindEvidence: string; automatic: boolean }

const REPLY_MARK = /^(?:(?:re|aw|sv|vs|odp|res|rv|回复|回覆|答复|答覆|回信|fw|fwd|转发|轉寄)\s*(?:\[\d+\])?\s*[:：]\s*)*/i
/** How subjects of automatic replies begin, after any “Re:”. A subject that only mentions one is a person’s. */
const SUBJECT = /^(?:\[?(?:auto(?:matic|mated)?[- ]?(?:reply|response|antwort|svar|responder)|autoreply|autoresponse|out[- ]of[- ](?:the[- ])?office(?:[- ]auto[- ]?reply)?|ooo|vacation(?: (?:reply|notice|response))?|away from (?:the )?(?:office|my mail)|on (?:vacation|leave|holiday)|i(?:'m| am) (?:away|on vacation|out of (?:the )?office)|abwesenheits(?:notiz|nachricht|meldung|agent|assistent)|abwesend|automatische (?:antwort|rückantwort)|réponse automatique|absence du bureau|message d['’]absence|absent du bureau|respuesta autom[aá]tica|fuera de (?:la )?oficina|resposta autom[aá]tica|fora do escrit[oó]rio|aus[eê]ncia|risposta automatica|fuori (?:sede|ufficio)|assente|automatisch (?:antwoord|bericht)|afwezig(?:heid)?|autosvar|automatiskt svar|automatisk svar|frånvaro|fravær|ikke på kontoret|automaattinen vastaus|poissaolo|automatyczna odpowied[zź]|poza biurem|nieobecno[sś][cć]|automatická odpov[eě][dď]|автоматический ответ|автоответ|отсутствие на рабочем месте|автоматична відповідь|otomatik (?:yanıt|cevap)|ofis dışında|automatikus válasz|αυτόματη απάντηση|răspuns automat|תשובה אוטומטית|رد تلقائي|trả lời tự động|balasan otomatis|自动(?:回复|答复|应答|回覆)|自動(?:回覆|回复|答覆|応答|返信|回信)|外出(?:自动回复|中|通知)|休假(?:自动回复|通知|中)|不在办公室|不在辦公室|假期(?:自动)?回复|出差(?:自动回复|中)|【自動返信】|不在(?:通知|連絡|のお知らせ|中)|休暇中|자동 ?(?:회신|응답|답장)|부재중)\]?)(?:\s*[:：\-–—(（【[~]|\s*$|\s+(?:re|for|to|until|bis)\b)|^away (?:until|from|till)\b/i

/** What a mail is for whoever would answer it, by its marks first and its words last, and whether an automatic answer to it is forbidden. */
export function kindOf(mail: { fields: readonly HeaderField[]; subject: string; from: readonly MailAddress[]; bounce: Bounce | undefined; receipt: ReadReceipt | undefined }): MailVerdict {
  if (mail.bounce) return { kind: 'bounce', kindEvidence: mail.bounce.outcome, automatic: true }
  if (mail.receipt) return { kind: 'receipt', kindEvidence: mail.receipt.disposition, automatic: true }
  const answered = autoReplyEvidence(mail.fields, mail.subject)
  if (answered) return { kind: 'auto-reply', kindEvidence: answered, automatic: true }
  return { kind: 'message', kindEvidence: '', automatic: isAutomatic(mail.fields, mail.from) }
}

function autoReplyEvidence(fields: readonly HeaderField[], subject: string): string {
  const value = (name: string) => firstField(fields, name).trim()
  const shown = (name: string) => `${name}: ${value(name)}`.slice(0, 200)
  if (/^auto-(?:replied|notified)/i.test(value('auto-submitted'))) return shown('auto-submitted')
  for (const name of ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply', 'x-mail-autoreply', 'x-vacation', 'x-qq-autoreply'] as const) if (value(name) && !/^(?:no|false|0)$/i.test(value(name))) return shown(name)
  if (fields.some(({ name }) => name === 'x-autoreply-from' || name === 'x-autorespond-from')) return 'x-autoreply-from'
  if (/vacation/i.test(value('x-apple-action'))) return shown('x-apple-action')
  if (/^auto[_-]?reply$/i.test(value('precedence')) || /^auto[_-]?reply$/i.test(value('x-precedence'))) return shown(value('precedence') ? 'precedence' : 'x-precedence')
  // Exchange: a rule that answers by itself, which forbids answers.
  if (/all|oof|autoreply/i.test(value('x-auto-response-suppress')) && value('x-ms-exchange-inbox-rules-loop')) return shown('x-ms-exchange-inbox-rules-loop')
  const bare = subject.slice(0, 300).replace(REPLY_MARK, '')
  return SUBJECT.test(bare) ? `subject: ${bare.slice(0, 100)}` : ''
}

/** Machines, lists and those who forbid it: an answer by itself would annoy, or go round in a loop. */
function isAutomatic(fields: readonly HeaderField[], from: readonly MailAddress[]): boolean {
  const value = (name: string) => firstField(fields, name).trim()
  return /^auto-/i.test(value('auto-submitted')) || /^(?:bulk|junk|list)\b/i.test(value('precedence')) || value('x-auto-response-suppress') !== '' && !/^none$/i.test(value('x-auto-response-suppress'))
    || value('x-loop') !== '' || value('list-id') !== '' || value('list-unsubscribe') !== '' || value('mailing-list') !== '' || value('feedback-id') !== '' || value('return-path') === '<>'
    || /^(?:no-?reply|do-?not-?reply|noreply|mailer-daemon|postmaster|bounces?|notifications?|listserv|majordomo)(?:[+@._-]|$)/i.test(from[0]?.address ?? '')
}
