import { z } from 'zod'
import { Id, Instant, endpoint, event, line, prose } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'
import { FileView } from '../files/contract.ts'
import { Answers, FormDefinition } from '../forms/contract.ts'
import { Visitor } from '../knowledge/contract.ts'
import { ENTRY_KINDS, LANGUAGES, STATES } from './rules.ts'

/** The portal: the customer's own pages. They ask, complain, see how far it is, answer and rate, without an account. */

export const EntryKind = z.enum(ENTRY_KINDS)
export type EntryKind = z.output<typeof EntryKind>
export const Language = z.enum(LANGUAGES)
export type Language = z.output<typeof Language>
const Slug = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'portal.bad-slug' })
const Colour = z.string().regex(/^#[0-9a-f]{6}$/, { error: 'portal.bad-colour' })
const InBoth = <T extends z.ZodType>(text: T) => z.strictObject({ zh: text.nullable(), en: text.nullable() })

/** How the pages of a business line look and what they take. Texts that are null are the product's own. */
export const Brand = z.object({
  id: z.uuid(), slug: z.string(),
  /** The business line; null for the pages of the whole company. */
  line: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Where new cases go; null: the open queue. */
  teamId: z.uuid().nullable(),
  name: InBoth(z.string()), sender: InBoth(z.string()), intro: InBoth(z.string()), notice: InBoth(z.string()), contact: InBoth(z.string()),
  accent: z.string(), banner: z.string(), logoId: z.uuid().nullable(), kinds: z.array(EntryKind), languages: z.array(Language), active: z.boolean(),
  changedAt: Instant, version: z.int(),
}).meta({ id: 'PortalBrand' })
export type Brand = z.output<typeof Brand>
const Design = {
  teamId: z.uuid().nullable(), name: InBoth(line(60)), sender: InBoth(line(60)), intro: InBoth(prose(500)), notice: InBoth(prose(5_000)), contact: InBoth(line(300)),
  accent: Colour, banner: Colour, logoId: z.uuid().nullable(), kinds: z.array(EntryKind).min(1).max(4), languages: z.array(Language).min(1).max(2), active: z.boolean(),
}
export const NewBrand = z.strictObject({ slug: Slug, lineId: z.uuid() })
export const ChangeBrand = z.strictObject({ slug: Slug, ...Design }).partial().extend({ version: z.int() })
export type ChangeBrand = z.output<typeof ChangeBrand>

/** What a stranger's browser needs to draw the pages of a brand in one language. */
export const Page = z.object({
  slug: z.string(), name: z.string(), sender: z.string(), intro: z.string().nullable(), notice: z.string(), noticeVersion: z.int(), contact: z.string().nullable(),
  accent: z.string(), banner: z.string(), logo: z.string().nullable(),
  /** False: nothing new is taken here; codes given out go on working. */
  open: z.boolean(),
  /** The pages of other business lines. */
  others: z.array(z.object({ slug: z.string(), name: z.string() })),
  kinds: z.array(EntryKind), languages: z.array(Language),
  /** Services of the catalogue that customers ask for themselves. */
  services: z.array(z.object({ key: z.string(), name: z.string(), about: z.string().nullable(), form: z.object({ id: z.uuid(), questions: FormDefinition }).nullable() })),
  mostFiles: z.int(), mostBytes: z.int(), zone: z.string(),
}).meta({ id: 'PortalPage' })
export type Page = z.output<typeof Page>
const PromisedTime = z.object({ n: z.number(), unit: z.enum(['hours', 'days']) })
/** How to complain, from what is in force: the ways, the times, and where to turn after a decision. */
export const HowToComplain = z.object({
  /** The address of this page for a code on a wall; null where no address of these pages is known. */
  link: z.string().nullable(), contact: z.string().nullable(), /** Whether complaints are taken on these pages. */ here: z.boolean(),
  acknowledgement: PromisedTime.nullable(), decision: PromisedTime.nullable(), recourse: z.string(), version: z.int(),
}).meta({ id: 'HowToComplain' })
export type HowToComplain = z.output<typeof HowToComplain>
/** Lets one form be sent. `bits`: how many zero bits a found number must give (`sha256("TICKET:NUMBER")`); 0 asks for nothing. */
export const Ticket = z.object({ ticket: z.string(), bits: z.int(), earliestAt: Instant }).meta({ id: 'PortalTicket' })
export type Ticket = z.output<typeof Ticket>

/** A code as people write it: capitals or not, with or without dashes and spaces. */
const Code = z.string().max(60)
export const Entry = z.strictObject({
  brand: Slug, kind: EntryKind, name: line(80).optional(), phone: z.string().max(60).optional(), email: z.string().max(320).optional(),
  description: prose(20_000),
  /** A complaint of somebody who doesn't say who they are: they follow it by the code alone. */
  anonymous: z.boolean().default(false),
  /** The key of a service asked for from the catalogue, and what its form asks. */
  service: z.string().max(60).optional(), answers: Answers.optional(),
  /** What would put it right. */
  wish: prose(2_000).optional(),
  attachments: z.array(z.uuid()).max(20).default([]), consent: z.boolean(), ticket: z.string().max(200),
  /** Found for a ticket with `bits`. */
  found: z.int().min(0).optional(),
  /** The browser's own name on the pages of help, so that one sees whether reading there spared asking. */
  visitor: Visitor.optional(),
  /** No person sees this field. */
  website: z.string().max(2_000).optional(),
}).superRefine(({ kind, name, anonymous, phone, email, consent }, context) => {
  if (anonymous && kind !== 'complaint') context.addIssue({ code: 'custom', path: ['anonymous'], message: 'portal.anonymous-complaints-only' })
  if (!anonymous && name === undefined) context.addIssue({ code: 'custom', path: ['name'], message: 'portal.name-needed' })
  if (!anonymous && !phone?.trim() && !email?.trim()) context.addIssue({ code: 'custom', path: ['phone'], message: 'portal.phone-or-email' })
  if (!consent) context.addIssue({ code: 'custom', path: ['consent'], message: 'portal.consent-needed' })
})
export type Entry = z.output<typeof Entry>
export const Receipt = z.object({
  number: z.string(), code: z.string(), kind: EntryKind, at: Instant,
  /** Until when the first answer is promised; null when no deadline runs. */
  answerDueAt: Instant.nullable(),
  /** Whether a receipt goes to the address given. */
  mailed: z.boolean(),
}).meta({ id: 'PortalReceipt' })
export type Receipt = z.output<typeof Receipt>

export const State = z.enum(STATES)
export type State = z.output<typeof State>
const PublicFile = z.object({ name: z.string(), type: z.string(), size: z.int(), /** An address that opens the file for an hour. */ href: z.string() })
/** A form as it is asked of a customer, and what they have said. */
const Asked = z.object({ formId: z.uuid(), questions: FormDefinition, answers: Answers.nullable(), changeableUntil: Instant.nullable() })
/** A matter as its customer sees it: no notes, no names but those the company shows, no personal values. */
export const Tracked = z.object({
  brand: z.string(), number: z.string(),
  /** Null where we call it something that customers are not told. */
  kind: EntryKind.nullable(), state: State, openedAt: Instant, changedAt: Instant,
  steps: z.array(z.object({ state: State, at: Instant })),
  /** What is promised and still open, nearest first. */
  deadlines: z.array(z.object({ key: z.string(), name: z.object({ zh: z.string(), en: z.string() }), dueAt: Instant, late: z.boolean(), paused: z.boolean() })),
  /** When we next tell how far it is, by ourselves. */
  nextNoticeAt: Instant.nullable(),
  conversation: z.array(z.object({ id: z.uuid(), from: z.enum(['you', 'us']), name: z.string().nullable(), body: z.string(), at: Instant, attachments: z.array(PublicFile) })),
  /** Older words than those shown. */
  earlier: z.boolean(),
  rating: Asked.nullable(),
  /** How far a complaint has come in its own course, and what was decided. */
  complaint: z.object({
    stages: z.array(z.object({ key: z.enum(['received', 'acknowledged', 'investigated', 'decided', 'answered', 'carried-out', 'closed']), state: z.enum(['done', 'now', 'later']), at: Instant.nullable() })),
    decision: z.object({ text: z.string(), at: Instant, accepted: z.boolean().nullable() }).nullable(), recourse: z.string().nullable(),
    /** How content they are so far: asked, and what they said. */
    pulse: z.object({ score: z.int().nullable() }).nullable(),
  }).nullable(),
  /** The numbers of matters that this one takes up again. */
  follows: z.array(z.string()),
  may: z.array(z.enum(['reply', 'rate', 'answer-decision', 'tell-pulse'])),
}).meta({ id: 'PortalCase' })
export type Tracked = z.output<typeof Tracked>

const RAW = ['application/octet-stream'] as const
/** Public doors. The tracking code goes in the header `Tracking-Code` or in the body, never in an address. */
export const portal = {
  page: endpoint('GET', '/portal/pages/:slug', { params: z.strictObject({ slug: Slug }), response: Page, access: 'public', about: 'How the customer’s pages of a business line look and what they take.' }),
  howToComplain: endpoint('GET', '/portal/pages/:slug/complaints', { params: z.strictObject({ slug: Slug }), response: HowToComplain, access: 'public', about: 'How to complain to a business line: the ways, the working times of acknowledgement and decision as the policy in force has them, and where else to turn.' }),
  ticket: endpoint('GET', '/portal/ticket', { response: Ticket, access: 'public', about: 'Lets one form be sent, from a few seconds on; while many come at once it sets a small sum to solve.' }),
  logo: endpoint('GET', '/portal/pages/:slug/logo', { params: z.strictObject({ slug: Slug }), response: z.unknown(), download: true, access: 'public', about: 'The logo of a business line.' }),
  upload: endpoint('POST', '/portal/files', { raw: RAW, response: FileView.pick({ id: true, name: true, type: true, size: true }), status: 201, access: 'public', about: 'Takes a file for a form (`Portal-Ticket`) or a reply (`Tracking-Code`); its name in `X-File-Name`, percent-encoded UTF-8.' }),
  submit: endpoint('POST', '/portal/entries', { body: Entry, response: Receipt, status: 201, access: 'public', about: 'Opens a case of the kind chosen and answers its number and tracking code. The code is told this once.' }),
  track: endpoint('GET', '/portal/case', { response: Tracked, access: 'public', about: 'How far a matter is, by the code in the header `Tracking-Code`.' }),
  reply: endpoint('POST', '/portal/case/messages', { body: z.strictObject({ code: Code, body: prose(20_000), attachments: z.array(z.uuid()).max(20).default([]), visitor: Visitor.optional() }), response: Tracked, status: 201, access: 'public', about: 'The customer’s word on the matter; what was solved is reopened by it.' }),
  answerDecision: endpoint('POST', '/portal/case/decision', { body: z.strictObject({ code: Code, accepted: z.boolean(), words: prose(2_000).optional() }), response: Tracked, status: 201, access: 'public', about: 'Whether the customer accepts what was decided of their complaint. Who declines is shown where else to turn, and the decision is looked at again.' }),
  tellPulse: endpoint('POST', '/portal/case/pulse', { body: z.strictObject({ code: Code, score: z.int().min(1).max(5), words: prose(2_000).optional() }), response: Tracked, status: 201, access: 'public', about: 'How content the customer is while their complaint is still being worked on, from 1 to 5; once, and only when they were asked.' }),
  rate: endpoint('POST', '/portal/case/ratings', { body: z.strictObject({ code: Code, formId: z.uuid(), answers: Answers }), response: Tracked, status: 201, access: 'public', about: 'Rates the solution: once, changeable for a day.' }),
  file: endpoint('GET', '/portal/files/:id', { params: Id, query: z.strictObject({ until: z.string().max(20), seal: z.string().max(60) }), response: z.unknown(), download: true, access: 'public', about: 'A file of the conversation, by an address that the matter’s page has given out.' }),
}

const Rated = z.object({ id: z.uuid(), score: z.number().nullable(), answers: Answers, form: z.object({ name: z.object({ zh: z.string(), en: z.string() }), questions: FormDefinition }), at: Instant, changedAt: Instant })
/** What the portal knows of a case, for those who work on it. */
export const Overview = z.object({
  tracked: z.object({ since: Instant, language: Language, brand: z.string(), notices: z.int(), nextNoticeAt: Instant.nullable(), byMail: z.boolean(), consentedAt: Instant.nullable() }).nullable(),
  ratings: z.array(Rated), may: z.array(z.enum(['issue-code'])),
}).meta({ id: 'PortalOverview' })
export type Overview = z.output<typeof Overview>

export const portalDesk = {
  brands: endpoint('GET', '/portal-brands', { response: z.object({ items: z.array(Brand) }), access: 'portal.design', about: 'The pages of every business line.' }),
  brand: endpoint('GET', '/portal-brands/:id', { params: Id, response: Brand, access: 'portal.design', about: 'The pages of one business line.' }),
  add: endpoint('POST', '/portal-brands', { body: NewBrand, response: Brand, status: 201, access: 'portal.design', about: 'Opens pages for a business line, not yet to be seen.' }),
  change: endpoint('PATCH', '/portal-brands/:id', { params: Id, body: ChangeBrand, response: Brand, access: 'portal.design', about: 'Changes how the pages look and what they take.' }),
  brandEvents: endpoint('GET', '/portal-brands/:id/events', { params: Id, response: History, access: 'portal.design', about: 'The history, oldest first.' }),
  overview: endpoint('GET', '/cases/:id/portal', { params: Id, response: Overview, access: 'case.read', about: 'Whether the customer can follow a case on the portal, what they were told, and how they rated it.' }),
  issueCode: endpoint('POST', '/cases/:id/portal-code', { params: Id, body: z.strictObject({ language: Language.optional() }), response: z.object({ code: z.string(), slug: z.string() }), status: 201, access: 'case.write', about: 'Makes a new tracking code for a case of any channel; an older one stops working. The code is told this once.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }))
/** These are told at the case, so that its history has them. */
export const PortalSubmitted = event('portal.submitted', z.object({ trackId: z.uuid(), brandId: z.uuid(), kind: EntryKind, language: Language, noticeVersion: z.int() }))
export const PortalReplied = event('portal.replied', z.object({ trackId: z.uuid(), messageId: z.uuid(), outcome: z.enum(['added', 'reopened', 'new-case']) }))
export const PortalRated = event('portal.rated', z.object({ trackId: z.uuid(), submissionId: z.uuid(), solutionId: z.uuid(), score: z.number().nullable(), again: z.boolean() }))
export const PortalCodeIssued = event('portal.code-issued', z.object({ trackId: z.uuid(), again: z.boolean() }))
/** `dueAt`: the moment set for it; null for a notice that a change of status brought. */
export const PortalNoticed = event('portal.noticed', z.object({ trackId: z.uuid(), about: z.enum(['received', 'in-progress', 'waiting-you', 'solved', 'closed', 'still-open']), dueAt: z.iso.datetime().nullable() }))
export const BrandAdded = event('portal-brand.added', z.object({ slug: z.string(), lineId: z.uuid() }))
export const BrandChanged = event('portal-brand.changed', z.object({ changed: Changed }))
