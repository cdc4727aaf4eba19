import { z } from 'zod'
import { Bilingual, Id, Instant, endpoint, event, line } from '../../../kernel/contract.ts'
import { TemplateField } from '../../messages/contract.ts'
import { SCENES, SCRIPT_CHANNELS } from './rules.ts'

/** Scripts: sentences the house has approved, by scene, in both languages; put into an answer with one press, and counted. */

const Named = z.object({ id: z.uuid(), name: z.string() })
export const Scene = z.enum(SCENES)
const Text = z.object({ zh: z.string(), en: z.string() })
export const Script = z.object({
  key: z.string(), name: Bilingual, scene: Scene, channels: z.array(z.enum(SCRIPT_CHANNELS)), text: Text, fields: z.array(TemplateField),
  /** The handbook sentence it is, by chapter; null for the house's own. */
  source: z.string().nullable(), standard: z.boolean(), uses: z.int(), lastUsedAt: Instant.nullable(), definitionId: z.uuid(), version: z.int(), shipped: z.boolean(),
}).meta({ id: 'Script' })
export type Script = z.output<typeof Script>

const Judged = z.object({ level: z.enum(['warn', 'refuse']), message: z.string(), suggestion: z.string().nullable() })
/** A script as it stands for one case: filled as far as the case knows, and judged for it. */
export const ReadyScript = Script.extend({ judged: z.object({ zh: Judged.nullable(), en: Judged.nullable() }) })
export type ReadyScript = z.output<typeof ReadyScript>
export const CaseScripts = z.object({
  items: z.array(ReadyScript), scenes: z.array(Scene),
  /** The words an answer opens with, and how the customer is addressed. */
  address: z.object({ salutation: Text, hello: Text, known: z.boolean(), customer: z.object({ type: z.enum(['person', 'organisation']), name: z.string(), title: z.string().nullable() }).nullable() }),
  /** Nothing has been said to the customer yet. */
  opens: z.boolean(),
  /** The language the customer is spoken to in: that of their profile, else the one they write in. */
  speaks: z.enum(['zh-CN', 'en']),
  /** Set while more cases wait than the house calls usual. */
  peak: z.object({ waiting: z.int(), threshold: z.int() }).nullable(),
}).meta({ id: 'CaseScripts' })
export type CaseScripts = z.output<typeof CaseScripts>
export const ScriptUse = z.object({ id: z.uuid(), key: z.string(), name: Bilingual.nullable(), scene: Scene, by: Named.nullable(), at: Instant }).meta({ id: 'ScriptUse' })
export type ScriptUse = z.output<typeof ScriptUse>

/** How often one script or template was used in a window, by whom most, and what customers said of the cases. */
export const WordingUse = z.object({
  kind: z.enum(['script', 'template']), key: z.string(), name: Bilingual, group: z.string(), uses: z.int(), people: z.int(), lastUsedAt: Instant.nullable(),
  /** The mean of what customers said after it was used, 1 to 5, over the cases it was used on: their rating on the portal, else their answer to our follow-up. */
  satisfaction: z.object({ mean: z.number(), n: z.int() }).nullable(), path: z.string(),
}).meta({ id: 'WordingUse' })
export type WordingUse = z.output<typeof WordingUse>

const Days = z.strictObject({ days: z.coerce.number<number>().int().min(1).max(3_650).default(30) })
export const scripts = {
  listScripts: endpoint('GET', '/scripts', { query: z.strictObject({ q: z.string().trim().max(100).optional(), scene: Scene.optional(), channel: z.enum(SCRIPT_CHANNELS).optional() }), response: z.object({ items: z.array(Script), scenes: z.array(z.object({ scene: Scene, count: z.int() })) }), access: 'knowledge.read', about: 'Scripts in force, by scene; `q` finds by word, pinyin and initials.' }),
  scriptsOfCase: endpoint('GET', '/cases/:id/scripts', { params: Id, query: z.strictObject({ q: z.string().trim().max(100).optional(), scene: Scene.optional() }), response: CaseScripts, access: 'knowledge.read', about: 'Scripts that fit a case, filled as far as it knows and judged by the guard of words; what it needs most stands first.' }),
  use: endpoint('POST', '/cases/:id/scripts/:key/uses', { params: Id.extend({ key: line(120) }), body: z.strictObject({ language: z.enum(['zh-CN', 'en']).default('zh-CN') }).default({ language: 'zh-CN' }), response: ScriptUse, status: 201, access: 'knowledge.read', about: 'Counts that a script was put into an answer on this case; of a soothing one the case keeps which was chosen.' }),
  usesOf: endpoint('GET', '/cases/:id/script-uses', { params: Id, response: z.object({ items: z.array(ScriptUse) }), access: 'knowledge.read', about: 'The scripts used on a case, latest first.' }),
  usage: endpoint('GET', '/scripts/usage', { query: Days, response: z.object({ from: Instant, items: z.array(WordingUse), people: z.array(z.object({ staff: Named, uses: z.int(), scripts: z.int() })) }), access: 'knowledge.read', about: 'How often each script and template was used in so many days, the unused at the end, and by whom.' }),
}

/** The case is the subject. */
export const ScriptUsed = event('case.script-used', z.object({ useId: z.uuid(), key: z.string(), scene: Scene, language: z.enum(['zh-CN', 'en']), definitionId: z.uuid() }))
/** A chat was greeted by the standard words of the house. */
export const ChatGreeted = event('case.greeted', z.object({ messageId: z.uuid(), key: z.string() }))
