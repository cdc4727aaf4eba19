import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf, prose, Day } from '../../kernel/contract.ts'
import { ARTICLE_KINDS, OUTCOMES } from './rules.ts'

/** What customers read, as the portal shows it. */
export { Visitor } from './help/contract.ts'
export type { HelpArticle, HelpItem } from './help/contract.ts'

/** Knowledge: what whoever answers customers can rely on. An article is a document of the library in force, offered where it is asked for. */

const Named = z.object({ id: z.uuid(), name: z.string() })
const Title = z.object({ zh: z.string().nullable(), en: z.string().nullable() })
export const ArticleKindWord = z.enum(ARTICLE_KINDS)
export const Outcome = z.enum(OUTCOMES)
/** What helped and what did not, of the version in force. */
const Votes = z.object({ helpful: z.int(), notHelpful: z.int() })

const Head = {
  /** The id of its document. */
  id: z.uuid(), key: z.string(), kind: ArticleKindWord, title: Title, product: z.string().nullable(), tags: z.array(z.string()), outcome: Outcome.nullable(), audience: z.enum(['inside', 'customers']),
  number: z.int(), beganAt: Instant, expiresOn: Day.nullable(), reviewOverdue: z.boolean(), votes: Votes, uses: z.int(),
}
export const ArticleItem = z.object({
  ...Head,
  /** The part of it that answers best, or how it begins; `hit` where it is what was asked for. */
  excerpt: z.array(z.object({ text: z.string(), hit: z.boolean() })),
}).meta({ id: 'ArticleItem' })
export type ArticleItem = z.output<typeof ArticleItem>

const Section = z.object({ key: z.string(), name: Title, inside: z.boolean(), zh: z.string().nullable(), en: z.string().nullable() })
export const ARTICLE_DEEDS = ['vote', 'propose', 'draft'] as const
export const Article = z.object({
  ...Head, versionId: z.uuid(), owner: Named.nullable(), sections: z.array(Section), fields: z.array(z.object({ name: Title, value: Title })),
  /** What it leads to: for a model case the procedure it teaches. */
  links: z.array(z.object({ kind: z.string(), key: z.string(), name: Title, path: z.string().nullable() })),
  /** The reader's own word on this version. */
  mine: z.boolean().nullable(),
  /** Its address on the customer's pages; null while it stays inside. */
  publicPath: z.string().nullable(),
  /** What colleagues found wrong with it and nobody has put right yet. */
  corrections: z.int(), may: z.array(z.enum(ARTICLE_DEEDS)),
}).meta({ id: 'Article' })
export type Article = z.output<typeof Article>

export const ArticleQuery = Listing.extend({
  /** Kinds, joined by commas. */
  kind: z.string().max(100).regex(/^[a-z-]+(,[a-z-]+)*$/).optional(), outcome: Outcome.optional(), audience: z.enum(['inside', 'customers']).optional(), product: line(100).optional(), tag: line(60).optional(),
}).omit({ sort: true })
export type ArticleQuery = z.output<typeof ArticleQuery>

export const WHY = ['words', 'similar'] as const
export const Suggestion = z.object({
  article: ArticleItem,
  /** Found by the words of the case, or put into the answers of similar cases that are solved. */
  why: z.array(z.enum(WHY)), usedIn: z.array(z.object({ caseId: z.uuid(), number: z.string() })),
})
export type Suggestion = z.output<typeof Suggestion>
export const CaseKnowledge = z.object({
  /** Articles that stand in answers of this case. */
  used: z.array(z.object({ article: z.object({ id: z.uuid(), kind: ArticleKindWord, title: Title, number: z.int(), active: z.boolean() }), messageId: z.uuid(), staff: Named, at: Instant })),
  suggestions: z.array(Suggestion),
}).meta({ id: 'CaseKnowledge' })
export type CaseKnowledge = z.output<typeof CaseKnowledge>

const IdCase = z.strictObject({ caseId: z.uuid(), language: z.enum(['zh', 'en']).default('zh') })
export const knowledge = {
  find: endpoint('GET', '/knowledge/articles', { query: ArticleQuery, response: pageOf(ArticleItem).extend({ /** The other wordings that were looked for too. */ wordings: z.array(z.string()), /** No article holds every word; these hold some. */ partly: z.boolean() }), access: 'knowledge.read', about: 'Articles in force: what answers `q` best, also in other words, in pinyin and by two characters; the newest without it.' }),
  get: endpoint('GET', '/knowledge/articles/:id', { params: Id, response: Article, access: 'knowledge.read', about: 'One article in force.' }),
  vote: endpoint('POST', '/knowledge/articles/:id/votes', { params: Id, body: z.strictObject({ helpful: z.boolean(), note: prose(1_000).optional(), caseId: z.uuid().optional() }), response: Article, access: 'knowledge.read', about: 'Says whether an article helped; a later word takes the place of the earlier. Every third that it did not help gives its owner a review.' }),
  insert: endpoint('POST', '/knowledge/articles/:id/uses', { params: Id, body: IdCase, response: z.object({ words: z.string() }), access: 'knowledge.read', about: 'The words of an article for an answer to a case; once the answer has left, the article stays linked to it.' }),
  beside: endpoint('GET', '/cases/:id/knowledge', { params: Id, response: CaseKnowledge, access: 'knowledge.read', about: 'Articles that may answer a case, by its words and by what answered similar ones, and those that stand in its answers.' }),
  products: endpoint('GET', '/knowledge/products', { response: z.object({ products: z.array(z.string()), tags: z.array(z.string()) }), access: 'knowledge.read', about: 'The products and tags of articles in force.' }),
}

/** The document is the subject. */
export const ArticleChanged = event('article.changed', z.object({ entryId: z.uuid(), active: z.boolean(), number: z.int() }))
export const ArticleVoted = event('article.voted', z.object({ versionId: z.uuid(), helpful: z.boolean(), by: z.enum(['staff', 'customer']), caseId: z.uuid().nullable() }))
export const ArticleInserted = event('article.inserted', z.object({ versionId: z.uuid(), caseId: z.uuid() }))
/** An answer has left with words of the article in it. */
export const ArticleLinked = event('article.linked', z.object({ versionId: z.uuid(), caseId: z.uuid(), messageId: z.uuid() }))
export const ReviewAsked = event('article.review-asked', z.object({ versionId: z.uuid(), notHelpful: z.int() }))

export const CORRECTION_STATES = ['open', 'accepted', 'refused', 'done'] as const
export const CorrectionStateWord = z.enum(CORRECTION_STATES)
export type CorrectionState = z.output<typeof CorrectionStateWord>
export const Correction = z.object({
  id: z.uuid(), article: z.object({ id: z.uuid(), kind: z.string(), title: Title, number: z.int() }), by: Named, says: z.string(), proposal: z.string(), caseId: z.uuid().nullable(), state: CorrectionStateWord,
  decidedBy: Named.nullable(), decidedAt: Instant.nullable(), reason: z.string().nullable(), at: Instant, version: z.int(), may: z.array(z.enum(['accept', 'refuse'])),
}).meta({ id: 'Correction' })
export type Correction = z.output<typeof Correction>
export const corrections = {
  listCorrections: endpoint('GET', '/knowledge/corrections', { query: Listing.omit({ q: true, sort: true }).extend({ state: CorrectionStateWord.optional(), article: z.uuid().optional() }), response: pageOf(Correction), access: 'knowledge.read', about: 'What was found wrong with articles: all of it for whoever tends knowledge, else one’s own.' }),
  propose: endpoint('POST', '/knowledge/articles/:id/corrections', { params: Id, body: z.strictObject({ says: prose(2_000), proposal: prose(10_000), caseId: z.uuid().optional() }), response: Correction, status: 201, access: 'knowledge.read', about: 'Says what is wrong with an article and how it should read; its owner is given the task to decide.' }),
  accept: endpoint('POST', '/knowledge/corrections/:id/accept', { params: Id, body: z.strictObject({ version: z.int() }), response: Correction.extend({ draftPath: z.string() }), access: 'knowledge.curate', about: 'Takes a correction up: the next version of the article is opened as a draft. It is done once that version is in force.' }),
  refuse: endpoint('POST', '/knowledge/corrections/:id/refuse', { params: Id, body: z.strictObject({ version: z.int(), reason: prose(1_000) }), response: Correction, access: 'knowledge.curate', about: 'Leaves the article as it is, with the reason; whoever proposed it is told.' }),
}
export const CorrectionProposed = event('article.correction-proposed', z.object({ correctionId: z.uuid() }))
export const CorrectionDecided = event('article.correction-decided', z.object({ correctionId: z.uuid(), changed: z.object({ state: z.object({ from: CorrectionStateWord, to: CorrectionStateWord }) }) }))
