import { isCertain, meaningOf } from './bounce-status.ts'
import type { BounceReason, SmtpStage } from './bounce-vocabulary.ts'
import { PROVIDER_CODES, SAYINGS } from './bounce-vocabulary.ts'

/** What is known of one refusal. */
export interface Refusal {
  /** What the refusing side said. */
  said: string
  /** Enhanced status, empty when none was given. */
  status: string
  stage: SmtpStage
  /** `smtp`, `x-unix`, `x-postfix` …: whose words `said` are, lower case. */
  type?: string
  /** The action field of the report, lower case. */
  action?: string
}

/** Why a mail came back: by the codes of providers, then by words, then by the status; who only says that it failed is `onhold`, who says nothing `undefined`. */
export function bounceReason(refusal: Refusal): BounceReason {
  const { status, stage, type = '', action = '' } = refusal
  const said = plain(refusal.said)
  const coded = byProvider(refusal.said)
  if (coded) return coded
  const meaning = meaningOf(status)
  if (meaning && isCertain(status) && !/\bspam\b|\bptr\b|\bloop|unable to (?:resolve|connect)/i.test(said)) return meaning
  const spoken = SAYINGS.find(({ says, at }) => (!at || at.includes(stage)) && says.test(said))?.reason
  if (spoken === 'userunknown' && type === 'x-unix') return 'mailererror'
  // Before any receiver was named, it is the sender who is not known.
  if (stage === 'MAIL' && (spoken === 'userunknown' || spoken === 'hostunknown')) return 'rejected'
  if (spoken === 'userunknown' && !OWN_LIST.test(refusal.said)) return whenUnknown(status, stage, said)
  if (spoken === 'mesgtoobig' && /^[45]\.2\.3$/.test(status)) return 'exceedlimit'
  if (spoken && isVague(spoken) && (stage === 'CONN' || stage === 'EHLO')) return 'blocked'
  if (spoken && !(isVague(spoken) && meaning && !isVague(meaning))) return spoken
  if (type === 'x-unix' && (!meaning || meaning === 'userunknown')) return 'mailererror'
  if (meaning) return meaning
  if (/^[45]\.6/.test(status)) return 'contenterror'
  if (/^[45]\.7/.test(status)) return 'securityerror'
  if (stage === 'CONN' || stage === 'EHLO') return 'blocked'
  if (action === 'delayed') return 'expired'
  return said.trim() ? 'onhold' : 'undefined'
}

/** Words that many causes share: a status that is precise says more. */
const isVague = (reason: BounceReason): boolean => reason === 'systemerror' || reason === 'expired'

function byProvider(said: string): BounceReason | undefined {
  for (const { code, means } of PROVIDER_CODES) {
    const found = code.exec(said)?.[1]
    if (found) return means[found.toUpperCase()] ?? means['*']
  }
  return undefined
}

/** The server that writes is the one that keeps the list, so the answer is about the address. */
const OWN_LIST = /not listed in|name is not recogni[sz]ed|requested action not taken|不存在|无此|無此/i

/** “No such user” is about the address when it answers the address. After the text was sent it is a filter’s way of saying no: the mailbox may well be there. */
function whenUnknown(status: string, stage: SmtpStage, said: string): BounceReason {
  if (stage === 'RCPT' || /^[45]\.1\.[0-3]$|^5\.1\.10$/.test(status) || /delivery error: dd/i.test(said)) return 'userunknown'
  return 'filtered'
}

/** Why a provider has rules at all says nothing about this mail. */
const PLEA = /to (?:best )?(?:protect our users from|reduce the amount of) spam[^.,]{0,40}[.,]?/gi

/** What the refusing side said, without who reports it, without codes before its lines and without the addresses it names: those may hold any word. */
function plain(said: string): string {
  const whole = said.slice(0, 4_000).replace(/\s+/g, ' ')
  const quoted = /(?:\berror (?=550-)|\bsaid|\bresponse|\breason|\berror|\bwith|\]|\brcpt to|data|connection|:[^ ]*>?(?: size=\d+)?|rror):? ?(?=[245]\d\d[ -])/i.exec(whole)
  return (quoted ? whole.slice(quoted.index + quoted[0].length) : whole).replace(PLEA, ' ')
    .replace(/(?<![\d.])[245]\d\d[ -]#?(?:[245]\.\d{1,3}\.\d{1,3}(?![.\d]))?/g, ' ').replace(/[\w.!#$%&*+/=?^`{|}~-]+@[\w.-]+/g, '@').replace(/\s+/g, ' ').trim()
}

/** Whether the address itself is dead, so that nothing should be sent there again: who takes no mail for now lives on. */
export function isHard(reason: BounceReason, status: string, said: string): boolean {
  if (reason === 'userunknown' || reason === 'hostunknown' || reason === 'hasmoved') return true
  if (reason !== 'notaccept') return false
  return status.startsWith('5') || !(status.startsWith('4') || /temporar|try again|persistent/i.test(said) || /^\s*4\d\d/.test(said))
}

const STAGES: readonly (readonly [SmtpStage, RegExp])[] = [
  ['DATA', /failed after i sent the message|did not like our data|in reply to (?:the )?(?:end of )?data|(?:after|for|during|to) (?:the )?(?:end of data|data|text|pipelined (?:sending )?data)(?: command)?\b|end of (?:data|message)|(?:>>>|SMTP:|command:?)\s*(?:DATA|EOM|\.$)|-{3,}SMTP command\s+DATA/i],
  ['RCPT', /in reply to (?:the )?rcpt|(?:after|for|during) (?:pipelined )?rcpt|(?:>>>|SMTP:|command:?|RCPT TO:)\s*RCPT|\[RCPT_TO\]|did not like our rcpt|does not like recipient|rcpt[- ]to[^\n]{0,20}(?:validation|fail|not accepted)|-{3,}SMTP command\s+RCPT|rcpt first/i],
  ['MAIL', /in reply to (?:the )?mail from|(?:after|for|during) (?:pipelined )?mail(?: from)?\b(?! delivery)|(?:>>>|SMTP:|command:?)\s*MAIL\b|sender was rejected|does not like (?:the )?sender|did not like our mail from|-{3,}SMTP command\s+MAIL/i],
  ['EHLO', /in reply to (?:the )?(?:ehlo|helo)|(?:after|for|during|performing the) (?:ehlo|helo)|(?:>>>|SMTP:|command:?)\s*(?:EHLO|HELO)/i],
  ['CONN', /refused to talk to me|after initial connection|while (?:connecting|receiving the initial)|greeting wait/i],
]

/** At what point of the conversation it was refused, by what the report says about it; the last one named counts where several are. */
export function stageIn(text: string): SmtpStage {
  const bare = text.slice(0, 8_000).replace(/\s+/g, ' ')
  return STAGES.find(([, says]) => says.test(bare))?.[0] ?? ''
}
