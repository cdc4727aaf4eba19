import { z } from 'zod'
import { endpoint, line, prose } from '../../../kernel/contract.ts'
import { ARTICLE_KINDS } from '../rules.ts'

/** Knowledge in and out as Markdown files with front matter, as other houses and communities keep theirs. */

export const Taken = z.object({ documentId: z.uuid(), key: z.string(), kind: z.string(), title: z.string(), isNew: z.boolean(), /** What it still lacks before it can be submitted. */ gaps: z.int() }).meta({ id: 'ArticleTaken' })
export type Taken = z.output<typeof Taken>
export const exchange = {
  give: endpoint('GET', '/knowledge/export', { query: z.strictObject({ kind: z.string().max(100).regex(/^[a-z-]+(,[a-z-]+)*$/).optional(), audience: z.enum(['inside', 'customers']).optional() }), response: z.unknown(), download: true, access: 'knowledge.curate', about: 'Every article in force, one Markdown file with front matter for each and each language, in a ZIP by kind; without what stays inside where `audience` is customers.' }),
  take: endpoint('POST', '/knowledge/import', { body: z.strictObject({ name: line(200), text: prose(1_000_000), kind: z.enum(ARTICLE_KINDS).default('faq') }), response: Taken, status: 201, access: 'document.write', about: 'Takes one Markdown file as a draft: of this house with its front matter, or of another with a title and the text alone; the same key again is the next draft of that article.' }),
}
