import { z } from 'zod'
import { Instant, endpoint, event, line, pageOf, prose } from '../../../kernel/contract.ts'
import { PUBLIC_KINDS } from '../rules.ts'

/** Help: what customers find out by themselves on their pages, and whether it spared them asking. */

/** What a browser calls itself: made up by its page and kept there; only its hash is kept here, with the customer it turned out to be once it got in touch. */
export const Visitor = z.string().regex(/^[0-9a-f]{32}$/)
const Key = z.strictObject({ key: z.string().max(80).regex(/^[a-z][a-z0-9-]*$/) })
const PublicKind = z.enum(PUBLIC_KINDS)
export const HelpItem = z.object({ key: z.string(), kind: PublicKind, title: z.string(), product: z.string().nullable(), excerpt: z.array(z.object({ text: z.string(), hit: z.boolean() })) }).meta({ id: 'HelpItem' })
export type HelpItem = z.output<typeof HelpItem>
export const HelpArticle = z.object({
  key: z.string(), kind: PublicKind, title: z.string(), product: z.string().nullable(), language: z.enum(['zh', 'en']),
  /** Markdown, without what stays inside; `name` where there is more than one. */
  sections: z.array(z.object({ name: z.string(), text: z.string() })), beganAt: Instant,
  /** Others of the same product. */
  others: z.array(z.object({ key: z.string(), title: z.string() })),
}).meta({ id: 'HelpArticle' })
export type HelpArticle = z.output<typeof HelpArticle>

export const help = {
  findHelp: endpoint('GET', '/portal/help', { query: z.strictObject({ q: line(200).optional(), limit: z.coerce.number<number>().int().min(1).max(50).default(20), cursor: z.string().max(400).optional() }), response: pageOf(HelpItem), access: 'public', perMinute: 120, about: 'What customers may read: what answers `q` best, else the most read of the last weeks and then the newest.' }),
  read: endpoint('GET', '/portal/help/:key', { params: Key, response: HelpArticle, access: 'public', perMinute: 240, about: 'One article for customers, in their language where it is written in it.' }),
  view: endpoint('POST', '/portal/help/:key/views', { params: Key, body: z.strictObject({ visitor: Visitor }), response: z.null(), access: 'public', perMinute: 120, about: 'Counts that an article was read in a browser; again within half an hour counts once.' }),
  voteHelp: endpoint('POST', '/portal/help/:key/votes', { params: Key, body: z.strictObject({ visitor: Visitor, helpful: z.boolean(), note: prose(1_000).optional() }), response: z.null(), access: 'public', perMinute: 30, about: 'Whether an article helped its reader.' }),
}
/** The document is the subject. */
export const HelpRead = event('article.read-by-customer', z.object({ viewId: z.uuid() }))

/** What customers read, for whoever tends knowledge. */
export const HelpFigure = z.object({ id: z.uuid(), title: z.object({ zh: z.string().nullable(), en: z.string().nullable() }), views: z.int(), settled: z.int(), deflected: z.int(), helpful: z.int(), notHelpful: z.int(), active: z.boolean() })
export const HelpFigures = z.object({ from: Instant, to: Instant, views: z.int(), settled: z.int(), deflected: z.int(), items: z.array(HelpFigure) }).meta({ id: 'HelpFigures' })
export type HelpFigures = z.output<typeof HelpFigures>
export const helpDesk = {
  figures: endpoint('GET', '/knowledge/help-figures', { query: z.strictObject({ days: z.coerce.number<number>().int().min(1).max(366).default(30) }), response: HelpFigures, access: 'knowledge.curate', about: 'How often customers read which article, and how often they did not get in touch within 24 hours after, on their pages or, where they are known, by mail, chat or telephone; only views that are a day old are judged.' }),
}
