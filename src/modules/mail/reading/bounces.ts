import { bounceReason, isHard, stageIn } from './bounce-reasons.ts'
import type { Refusal } from './bounce-reasons.ts'
import { bouncedInText, cutBeforeOriginal, cutBeforeReturned, idInText } from './bounce-text.ts'
import { decodeText } from './charsets.ts'
import { firstField } from './header-fields.ts'
import type { HeaderField } from './header-fields.ts'
import type { MailPart } from './part-tree.ts'
import type { Bounce, BouncedRecipient, MailAddress } from './read-mail-shape.ts'
import { fieldGroups } from './receipts.ts'

const DAEMON = /^(?:mailer-?daemon|mail-?daemon|postmaster|post_master|poostmaster|mail\.delivery\.system|mmdf|delivery|bounce|bounces|no-reply)(?:[+@-]|$)/i
const DAEMON_NAME = /mail(?:er)? ?-?(?:delivery|deliver|daemon)|postmaster|system administrator|mail administrator|delivery (?:sub)?system|系统退信|邮件系统|邮件管理员|interscan|internet mail delivery/i
const SUBJECT = /undeliver(?:ed|able)|undelivrable|returned (?:mail|to sender)|returning (?:message )?to sender|return(?:ed)? mail|mail (?:system error|delivery (?:fail|error|status|problem)|could not be delivered|failed)|deliver[a-z]* (?:status notification|failure|has failed|error|fail|incomplete|problem|delayed|report)|failure notice|(?:message|mail)[^\n]{0,30} (?:delayed|not delivered|delivery failed|could not be)|could not (?:be delivered|send message)|non[- ]?d[ée]livr|non remis|unzustellbar|nicht zustellbar|zustell(?:ung|status)|no se (?:ha podido|puede|pudo) entregar|no entregado|não (?:foi )?(?:entregue|possível)|mancata consegna|niet bezorgd|onbestelbaar|kunde inte levereras|недостав|не доставлено|退信|投递失败|递送失败|投遞失敗|未送达|未能送达|无法投递|無法傳送|無法遞送|发送失败|寄送失败|配信(?:不能|エラー|失敗)|送信エラー|配送エラー|전송 실패|반송|complaint about message|feedback report|there was an error sending|permanent delivery failure|delivery has failed|mail failed/i
const WORDS = /could not be delivered|(?:was|were) not (?:able to )?deliver|unable to deliver|permanent (?:fatal )?error|did not reach|undeliverable|delivery (?:to the following|failed|has failed)|has not (?:yet )?been delivered|not delivered to|failed permanently|returned to (?:you|sender)|无法(?:投递|送达|发送)|未(?:能|被)?(?:送达|投递)|投递失败|退回|退信|не (?:может быть|было) доставлено|配信できません|送信できません|fatal errors|returned below|gave up|giving up|could not send message|unknown user|user unknown|no such user|invalid user|following address|following recipient|以下のメールアドレス|error while (?:sending|trying to deliver)|your message (?:wasn't|was not|cannot|could not|to)|message you sent/i
/** What list servers answer to whom they do not let write. */
const LIST_REFUSES = /you are not (?:a )?member of (?:this|the) (?:mailing )?list|not allowed to post to this (?:mailing )?list/i

/** The bounce, delay or spam complaint a mail is, if it is one: standard reports (RFC 3464, 5965) and what servers write in their own words. */
export function readBounce(root: MailPart, mail: { subject: string; from: readonly MailAddress[]; to: readonly MailAddress[]; text: string; hint: string }): Bounce | undefined {
  const parts = [...reportParts(root)]
  const complaint = parts.find((part) => part.type === 'message/feedback-report')
  if (complaint) return readComplaint(complaint, parts)
  if (/^complaint about message from|^\[?(?:abuse|spam) report|e-?mail feedback report/i.test(mail.subject) && originalId(parts)) return { recipients: [], originalMessageId: originalId(parts) as string, outcome: 'complaint' }
  const statuses = parts.filter((part) => part.type === 'message/delivery-status' || part.type === 'message/global-delivery-status')
  // Reports that lost their structure on the way stand in the text, field by field.
  const groups = statuses.length ? statuses.flatMap((part) => fieldGroups(part.content.toString('latin1'))) : /^final-recipient:/im.test(mail.text) ? fieldGroups(cutBeforeReturned(mail.text)) : []
  const own = cutBeforeOriginal(mail.text)
  const reported = groups.flatMap((group) => recipientOf(group, mail.hint, own))
  const fromDaemon = isFromDaemon(root, mail)
  if (!reported.length && !fromDaemon) return undefined
  const failed = firstField(root.fields, 'x-failed-recipients').split(/[,\s]+/).filter((address) => address.includes('@')).map((address) => address.replace(/^<|>$/g, ''))
  const not = [...mail.to, ...mail.from].map(({ address }) => address)
  const written = reported.length ? [] : bouncedInText(own, { failed, not, returned: returnedTo(parts, mail.text.slice(own.length)), subject: mail.subject })
  if (!reported.length && !failed.length && !statuses.length && !SUBJECT.test(mail.subject) && !WORDS.test(own) && !LIST_REFUSES.test(own)) return undefined
  const recipients = merged(reported.length === 1 ? reported.map((one) => withWords(one, own)) : reported.length ? reported : written)
  if (recipients.length && recipients.every(({ reason }) => reason === 'delivered')) return undefined
  const id = originalId(parts) ?? idInText(mail.text) ?? firstBracketed(firstField(root.fields, 'in-reply-to'))
  const delayed = /^delayed$/i.test(groups.map((group) => firstField(group, 'action')).find(Boolean) ?? '') || !statuses.length && /warning: |\bdelay(?:ed)?\b|has not (?:yet )?been delivered|will be retried|still trying|延迟/i.test(mail.subject)
  return { recipients, ...id ? { originalMessageId: id } : {}, outcome: delayed ? 'delayed' : 'failed' }
}

/** Parts of the report itself: attached mails are looked at, not into. */
function* reportParts(part: MailPart): Generator<MailPart> {
  yield part
  if (part.type.startsWith('multipart/')) for (const child of part.children) yield* reportParts(child)
}

function isFromDaemon(root: MailPart, mail: { subject: string; from: readonly MailAddress[]; text: string }): boolean {
  const sender = mail.from[0]
  const returnPath = firstField(root.fields, 'return-path').trim()
  const auto = firstField(root.fields, 'auto-submitted')
  if (firstField(root.fields, 'x-failed-recipients')) return true
  if (LIST_REFUSES.test(mail.text.slice(0, 2_000)) && (firstField(root.fields, 'mailing-list') || firstField(root.fields, 'x-ml-name') || firstField(root.fields, 'x-mlserver') || firstField(root.fields, 'list-subscribe') || /^(?:list|bulk)/i.test(firstField(root.fields, 'precedence')))) return true
  const named = !sender || DAEMON.test(sender.address) || DAEMON.test(sender.name) || DAEMON_NAME.test(sender.name) || !sender.address
  if (named && (SUBJECT.test(mail.subject) || WORDS.test(mail.text.slice(0, 4_000)))) return true
  return (returnPath === '<>' || /auto-(?:replied|generated)/i.test(auto) || root.type === 'multipart/report') && SUBJECT.test(mail.subject) && WORDS.test(mail.text.slice(0, 4_000))
}

function recipientOf(group: readonly HeaderField[], hint: string, own: string): BouncedRecipient[] {
  const final = addressIn(firstField(group, 'final-recipient'))
  const original = addressIn(firstField(group, 'original-recipient')) || addressIn(firstField(group, 'x-actual-recipient'))
  const action = firstField(group, 'action').trim().toLowerCase()
  if (!final && !original && !action) return []
  if (action === 'delivered' || action === 'relayed' || action === 'expanded') return [{ address: original || final, status: statusIn(firstField(group, 'status')), reason: 'delivered', hard: false, diagnostic: '' }]
  const said = decodeText(Buffer.from(firstField(group, 'diagnostic-code').replace(/^\s*[\w-]+\s*;\s*/, ''), 'latin1'), '', hint).text.slice(0, 2_000)
  const declared = statusIn(firstField(group, 'status'))
  const spoken = statusIn(said)
  // A relay often reports 5.0.0 where the server it quotes was precise.
  const status = spoken && (!declared || /^[45]\.0\.0$/.test(declared) || /(?<!\d)[245]\d\d[ -]'?[245]\.\d{1,3}\.\d/.test(said)) ? statusIn(/(?<!\d)[245]\d\d[ -]'?([245]\.[\d.]+)/.exec(said)?.[1] ?? '') || spoken : declared
  const address = /@/.test(final) || !original ? final : original
  const type = /^\s*([\w-]+)\s*;/.exec(firstField(group, 'diagnostic-code'))?.[1]?.toLowerCase() ?? ''
  return [{ address: (/@/.test(original) && !/@/.test(final) ? original : address).slice(0, 320), status, ...judged({ said, status, stage: stageIn(said) || stageIn(own), type, action }), diagnostic: said }]
}

const judged = (refusal: Refusal): Pick<BouncedRecipient, 'reason' | 'hard'> => {
  const reason = bounceReason(refusal)
  return { reason, hard: isHard(reason, refusal.status, refusal.said) }
}

/** Reports that give only a code: the words above them say why. */
function withWords(one: BouncedRecipient, text: string): BouncedRecipient {
  if (!isSilent(one)) return one
  const said = text.replace(/\s+/g, ' ').trim().slice(0, 2_000)
  const status = one.status || statusIn(said)
  return { ...one, status, ...judged({ said: `${one.diagnostic}\n${text.slice(0, 4_000)}`, status, stage: stageIn(text) }), diagnostic: one.diagnostic || said }
}
const isSilent = ({ reason, diagnostic }: BouncedRecipient): boolean => reason === 'undefined' || reason === 'onhold' || diagnostic.length < 12

/** Groups about one address make one recipient: the more telling counts. */
function merged(recipients: readonly BouncedRecipient[]): BouncedRecipient[] {
  const byAddress = new Map<string, BouncedRecipient>()
  for (const one of recipients) {
    const key = one.address.toLowerCase()
    const known = byAddress.get(key)
    if (!known || isSilent(known) && !isSilent(one)) byAddress.set(key, one)
  }
  return [...byAddress.values()].slice(0, 500)
}

function readComplaint(report: MailPart, parts: readonly MailPart[]): Bounce {
  const fields = fieldGroups(report.content.toString('latin1')).flat()
  const addresses = fields.filter(({ name }) => /^(?:original-rcpt-to|removal-recipient|redacted-address)$/.test(name)).map(({ value }) => addressIn(value)).filter((address) => /.@./.test(address))
  const id = originalId(parts)
  return {
    recipients: [...new Set(addresses)].map((address) => ({ address, status: '', reason: 'feedback' as const, hard: false, diagnostic: firstField(fields, 'feedback-type').slice(0, 200) })),
    ...id ? { originalMessageId: id } : {}, outcome: 'complaint',
  }
}

/** Whom the returned mail was for. */
const returnedTo = (parts: readonly MailPart[], below: string): string[] => [...parts.flatMap((part) => part.type.startsWith('message/') && part.children[0] ? [addressIn(firstField(part.children[0].fields, 'to'))] : []), ...(/^(?:x-envelope-)?to:[ \t]*(.{3,300})$/im.exec(below.slice(0, 20_000))?.slice(1) ?? []).map(addressIn)].filter((address) => /^[^\s@,]+@[^\s@,]+$/.test(address)).slice(0, 1)

/** The id of the returned mail, whole or only its header. */
function originalId(parts: readonly MailPart[]): string | undefined {
  for (const part of parts) {
    const inner = part.children[0]
    if (part.type.startsWith('message/') && inner) {
      const id = firstBracketed(firstField(inner.fields, 'message-id'))
      if (id) return id
    }
    if (/^text\/rfc822-headers?$|^message\/rfc822-headers?$|^message\/partial$/.test(part.type)) {
      const id = idInText(part.content.toString('latin1', 0, 100_000))
      if (id) return id
    }
  }
  return undefined
}

const firstBracketed = (value: string): string | undefined => /<[^<>\s]{1,995}>/.exec(value)?.[0]
const statusIn = (text: string): string => /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/.exec(text)?.[0] ?? ''
const addressIn = (value: string): string => (/<([^<>]*)>/.exec(value)?.[1] ?? value.replace(/^[^;]{0,30};/, '')).replace(/\(.*\)$/, '').trim().replace(/^["']|["']$/g, '')
