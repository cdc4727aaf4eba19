import type { BounceReason } from './bounce-vocabulary.ts'

export type { BounceReason }

/** An address of a header field. `address` is as the sender wrote it (case kept, white space gone); empty when only a name stood there. */
export interface MailAddress { name: string; address: string }

export interface MailAttachment {
  /** Clean: no path, controls or marks that turn text; at most 200 UTF-16 units; never empty. */
  name: string
  /** As the sender declared it, lower case, without parameters. The files module sniffs for itself. */
  type: string
  /** Bytes after transfer decoding. */
  size: number
  /** SHA-256 of `content`, hex. */
  hash: string
  /** Shown inside `html`, where `cid:` with its `contentId` stands. Whatever the sender called it: what is shown nowhere must not be hidden. */
  inline: boolean
  /** Without angle brackets. */
  contentId?: string
  content: Uint8Array
}

/** What a mail is for the one who answers it. Evidence stands in `kindEvidence`. */
export type MailKind = 'message' | 'auto-reply' | 'bounce' | 'receipt'


export interface BouncedRecipient {
  address: string
  /** Enhanced status of RFC 3463 such as `5.1.1`; empty when none could be read. */
  status: string
  /** What the other side objects to, by its words first and its code second. */
  reason: BounceReason
  /** The address itself is dead (no such user or host, moved, takes no mail): nothing should be sent there again. Not for a full box, a refused content or sender, a filter, a delay: another mail may get through. */
  hard: boolean
  /** What the other server said, at most 2,000 characters. */
  diagnostic: string
}

export interface Bounce {
  /** Empty for a complaint (feedback report) that names nobody, and where the text gives no address. */
  recipients: BouncedRecipient[]
  /** With angle brackets, as `messageId`. */
  originalMessageId?: string
  /** `delayed`: still being tried; `complaint`: the receiver called it spam (ARF). */
  outcome: 'failed' | 'delayed' | 'complaint'
}

export interface ReadReceipt {
  originalMessageId?: string
  recipient?: string
  /** `displayed`, `deleted`, `processed` …: the disposition type of RFC 8098, lower case. */
  disposition: string
}

export interface CalendarPart {
  /** `REQUEST`, `CANCEL`, `REPLY`, `PUBLISH` …; `PUBLISH` when none is given. */
  method: string
  summary: string
  start: Date | null
  end: Date | null
  organizer: MailAddress | null
  location?: string
  uid?: string
  /** How often the organizer has changed it; an answer names it. */
  sequence: number
  /** Which one of a series it is about: the whole property line; absent for all. */
  recurrence?: string
  /** It comes again by a rule. */
  repeats: boolean
  /** A day and no hour. */
  wholeDay: boolean
  /** Who is invited, with the answer that the calendar gives (`ACCEPTED` …; `NEEDS-ACTION` when none). */
  attendees: { address: string; name: string; answer: string }[]
}

export interface ForwardedMail { from: MailAddress | null; subject: string; sentAt: Date | null }

/** One stretch of `text`. All pieces joined are `text`, character for character. */
export interface TextPiece { kind: 'new' | 'quote' | 'signature'; text: string }

/** What is odd about a mail that was read all the same. Codes, for the record and for whoever looks why. */
export type MailProblem =
  | 'broken-header' | 'broken-structure' | 'wrong-charset' | 'unknown-charset' | 'guessed-charset' | 'undecodable-text'
  | 'no-message-id' | 'broken-message-id' | 'no-sender' | 'several-senders' | 'no-date' | 'text-too-long' | 'html-too-long'
  | 'hidden-file-type' | 'unpacked-winmail' | 'encrypted' | 'blocked-content' | 'many-addresses' | 'external-body' | 'truncated'

export interface ReadMail {
  /** With angle brackets. Made from the hash of the raw bytes, `<hex@hash.shouwen>`, when the mail has none; `no-message-id` then stands in `problems`. */
  messageId: string
  /** Each with angle brackets, in the order they stand. */
  inReplyTo: string[]
  references: string[]
  from: MailAddress[]
  sender: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
  bcc: MailAddress[]
  replyTo: MailAddress[]
  /** Where the envelope said it goes (Delivered-To, X-Original-To, Envelope-To …), lower case, each once: finds the alias. */
  deliveredTo: string[]
  /** One line, decoded, without controls; may be empty. */
  subject: string
  /** Of the Date field; null when there is none or it can’t be read. */
  sentAt: Date | null
  /** The whole text: the text parts, or what the HTML says. Line ends are `\n`. */
  text: string
  /** Sanitised by allow-list; empty when the mail has no HTML. Images of the mail stay `cid:…`, remote ones stand as `data-remote-src` and are not loaded. */
  html: string
  attachments: MailAttachment[]
  /** `text` without quotes and signature, trimmed. */
  newText: string
  /** What was cut from `text`: quotes and signatures, in order. */
  quoted: string
  pieces: TextPiece[]
  kind: MailKind
  /** Header or words that made `kind` what it is; empty for a message. */
  kindEvidence: string
  /** No automatic answer may go back: a machine, a list, an empty return path, or the sender forbids it. Always true unless `kind` is `message`. */
  automatic: boolean
  bounce?: Bounce
  receipt?: ReadReceipt
  /** Where the sender wants a read receipt sent; null when it asked for none. */
  receiptWanted: MailAddress | null
  calendar?: CalendarPart
  /** The mail that this one passes on, as text or as an attached message; its words are in `quoted` or in the attachment. */
  forwarded?: ForwardedMail
  /** Of a mailing list (RFC 2919, 2369). */
  list?: { id: string; unsubscribe?: string }
  /** BCP 47 primary tag guessed from the new text (`zh`, `en`, `ja` …), `und` when there is too little. */
  language: string
  /** Decoded values of the fields that decide something, by lower-case name; several of one name stand in their order. */
  headers: Readonly<Record<string, string[]>>
  problems: MailProblem[]
}

/** Measures that a mail may not pass. Beyond `bytes`, `depth`, `parts` or `headerBytes` it is unreadable; longer text or HTML is shown so far as it goes and kept whole as an attachment. */
export interface ReadingLimits {
  bytes: number
  /** Parts inside parts, attached messages included. */
  depth: number
  parts: number
  /** Of one header block. */
  headerBytes: number
  /** Of one part of text or HTML that are decoded. */
  textBytes: number
  /** UTF-16 units of HTML that are sanitised. */
  htmlLength: number
}

export const READING_LIMITS: Readonly<ReadingLimits> = { bytes: 100 * 1024 * 1024, depth: 40, parts: 2_000, headerBytes: 256 * 1024, textBytes: 5 * 1024 * 1024, htmlLength: 1_500_000 }

export type UnreadableReason = 'too-large' | 'too-deep' | 'too-many-parts' | 'header-too-large' | 'empty' | 'time' | 'memory' | 'failed'

/** The mail can’t be read within the limits; the raw bytes go to quarantine under `reason`. */
export class UnreadableMail extends Error {
  readonly reason: UnreadableReason
  constructor(reason: UnreadableReason, detail = '') {
    super(detail ? `unreadable mail: ${reason} (${detail})` : `unreadable mail: ${reason}`)
    this.name = 'UnreadableMail'
    this.reason = reason
  }
}
