import type { Ctx } from '../../../kernel/context.ts'
import { conflict, invalid, notFound, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { answer, serve } from '../../../kernel/module.ts'
import { findCase, listMessages } from '../../cases/index.ts'
import { VersionMayMove } from '../../library/contract.ts'
import type { Texts } from '../../library/contract.ts'
import { beginDocument, editVersion, findDocument, openVersionOf, versionsInForce } from '../../library/index.ts'
import { namesOf } from '../../people/index.ts'
import type { Outcome } from '../contract.ts'
import { tables } from '../tables.ts'
import { CaseCleaned, CaseNominated, FindingKept, modelCases } from './contract.ts'
import type { Finding, Findings } from './contract.ts'
import { findIdentity, withoutIdentity } from './identity.ts'
import type { KnownNames } from './identity.ts'
import type { z } from 'zod'

const MOST_MESSAGES = 100
const MOST_CHARACTERS = 4_000
const AROUND = 12
const NONE: KnownNames = { customers: [], staff: [] }

/** Who is named in a case: its customer and whoever wrote in it. */
async function namesIn(ctx: Ctx, caseId: string): Promise<KnownNames> {
  const found = await findCase(ctx, caseId)
  const { items } = await listMessages(ctx, caseId, { limit: MOST_MESSAGES })
  const of = (kind: string) => [...new Set(items.flatMap(({ author }) => author.kind === kind && author.name ? [author.name] : []))]
  return { customers: [...new Set([...(found.customer_name ? [found.customer_name] : []), ...of('customer')])], staff: of('staff') }
}

/** Makes the draft of a model case. @throws AppError not-found `case.not-found`, refused `model-case.not-solved`, conflict `model-case.nominated` */
async function nominate(ctx: Ctx, caseId: string, outcome: z.output<typeof Outcome>): Promise<{ documentId: string }> {
  const found = await findCase(ctx, caseId)
  if (found.status_class !== 'resolved' && found.status_class !== 'closed') throw refused('model-case.not-solved', [{ path: 'id', code: 'model-case.not-solved' }])
  const before = await tables(ctx).selectFrom('knowledge_model_case').select('document_id').where('case_id', '=', caseId).executeTakeFirst()
  if (before) throw conflict('model-case.nominated', { documentId: before.document_id })
  const names = await namesIn(ctx, caseId)
  const messages = (await listMessages(ctx, caseId, { limit: MOST_MESSAGES })).items.filter(({ visibility }) => visibility === 'public').reverse()
  const told = (who: 'customer' | 'staff') => messages.filter(({ author }) => (author.kind === 'customer') === (who === 'customer')).map(({ body }) => body.trim()).join('\n\n').slice(0, MOST_CHARACTERS)
  const plain = (text: string) => withoutIdentity(text, names, 'zh')
  // What is taken in by telephone is written down by a colleague: the first word then is the customer's matter.
  const [first] = messages
  const asked = told('customer') || first?.body || found.subject
  const done = messages.filter((one) => one.author.kind === 'staff' && (one !== first || !!told('customer'))).map(({ body }) => body.trim()).join('\n\n').slice(0, MOST_CHARACTERS)
  const { id } = await beginDocument(ctx, {
    kind: 'model-case', key: `model-case-${newId().slice(-10)}`, texts: { zh: { title: plain(found.subject).slice(0, 200), sections: { situation: plain(asked), handling: plain(done), result: plain(found.solution ?? '') } } },
    fields: { outcome }, links: [], note: null, effectiveOn: null, expiresOn: null,
  })
  await tables(ctx).insertInto('knowledge_model_case').values({ document_id: id, case_id: caseId, nominated_by: ctx.actor.id as string, at: ctx.now }).execute()
  await ctx.emit(CaseNominated, id, { caseId, outcome })
  return { documentId: id }
}

const keptOf = async (ctx: Ctx, documentId: string) => tables(ctx).selectFrom('knowledge_kept_finding').selectAll().where('document_id', '=', documentId).execute()
/** The names of the case it was made of, also for a reader who may not see that case. */
async function namesFor(ctx: Ctx, documentId: string): Promise<{ names: KnownNames; case: Findings['case'] }> {
  const of = await tables(ctx).selectFrom('knowledge_model_case').select('case_id').where('document_id', '=', documentId).executeTakeFirst()
  if (!of) return { names: NONE, case: null }
  const row = await findCase(ctx, of.case_id).catch(() => undefined)
  return { names: row ? await namesIn(ctx, of.case_id) : NONE, case: row ? { id: row.id, number: row.number } : null }
}

function inTexts(texts: Texts, names: KnownNames): Omit<Finding, 'kept'>[] {
  const found = new Map<string, Omit<Finding, 'kept'>>()
  for (const language of ['zh', 'en'] as const) {
    const text = texts[language]
    for (const [section, body] of text ? [['title', text.title] as const, ...Object.entries(text.sections)] : []) {
      for (const { kind, start, end, value, certain } of findIdentity(body, names)) {
        const key = `${language} ${section} ${value}`
        const one = found.get(key)
        if (one) { one.count += 1; continue }
        found.set(key, { language, section, kind, value, certain, count: 1, around: `${start > AROUND ? '…' : ''}${body.slice(Math.max(0, start - AROUND), end + AROUND).replace(/\s+/g, ' ')}${end + AROUND < body.length ? '…' : ''}` })
      }
    }
  }
  return [...found.values()]
}

/** @throws AppError not-found `document.not-found` */
async function getFindings(ctx: Ctx, documentId: string): Promise<Findings> {
  const document = await findDocument(ctx, documentId)
  if (document.kind !== 'model-case') throw notFound('document')
  const open = await openVersionOf(ctx, documentId)
  const texts = open?.texts ?? (await versionsInForce(ctx, [documentId]))[0]?.texts
  const [{ names, case: of }, kept] = await Promise.all([namesFor(ctx, documentId), keptOf(ctx, documentId)])
  const people = await namesOf(ctx, kept.map((row) => row.kept_by))
  const keptBy = new Map(kept.map((row) => [row.finding, { by: people.get(row.kept_by) ?? '', reason: row.reason }]))
  const items = texts ? inTexts(texts, names).map((one): Finding => ({ ...one, kept: one.certain ? null : keptBy.get(one.value) ?? null })) : []
  return { items, open: items.filter((one) => !one.kept).length, case: of, may: [...(open?.state === 'draft' && document.may_write ? ['clean'] as const : []), ...(open && ctx.actor.can('knowledge.curate') ? ['keep'] as const : [])] }
}

/** @throws AppError conflict `document.not-a-draft`, forbidden `document.not-yours` */
async function clean(ctx: Ctx, documentId: string): Promise<Findings> {
  const before = await getFindings(ctx, documentId)
  const open = await openVersionOf(ctx, documentId)
  if (open?.state !== 'draft') throw conflict('document.not-a-draft', before)
  const [{ names }, kept] = await Promise.all([namesFor(ctx, documentId), keptOf(ctx, documentId)])
  const keeps = new Set(kept.map((row) => row.finding))
  const plain = (text: string, language: 'zh' | 'en') => withoutIdentity(text, names, language, keeps)
  const texts = Object.fromEntries((['zh', 'en'] as const).flatMap((language) => {
    const text = open.texts[language]
    return text ? [[language, { title: plain(text.title, language), sections: Object.fromEntries(Object.entries(text.sections).map(([key, body]) => [key, plain(body, language)])) }]] : []
  })) as Texts
  await editVersion(ctx, documentId, open.id, { revision: open.revision, texts })
  await ctx.emit(CaseCleaned, documentId, { replaced: before.open })
  return getFindings(ctx, documentId)
}

/** @throws AppError invalid `model-case.not-found-in-text`, refused `model-case.never-kept` */
async function keep(ctx: Ctx, documentId: string, { value, reason }: { value: string; reason: string }): Promise<Findings> {
  const found = (await getFindings(ctx, documentId)).items.filter((one) => one.value === value)
  const [one] = found
  if (!one) throw invalid('value', 'model-case.not-in-text')
  if (found.some(({ certain }) => certain)) throw refused('model-case.never-kept', [{ path: 'value', code: 'model-case.never-kept' }])
  await tables(ctx).insertInto('knowledge_kept_finding').values({ document_id: documentId, finding: value, kept_by: ctx.actor.id as string, reason, at: ctx.now }).onConflict((on) => on.columns(['document_id', 'finding']).doUpdateSet({ kept_by: ctx.actor.id as string, reason, at: ctx.now })).execute()
  await ctx.emit(FindingKept, documentId, { kind: one.kind })
  return getFindings(ctx, documentId)
}

/** A model case goes no further while anything in it may say who somebody is (STR-10). */
const mayMove = answer(VersionMayMove, 'knowledge.model-case', async (ctx, { documentId, kind, texts }) => {
  if (kind !== 'model-case') return []
  const [{ names }, kept] = await Promise.all([namesFor(ctx, documentId), keptOf(ctx, documentId)])
  const keeps = new Set(kept.map((row) => row.finding))
  return inTexts(texts, names).filter((one) => one.certain || !keeps.has(one.value)).map((one) => ({ path: `texts.${one.language}.${one.section}`, code: 'model-case.personal', params: { kind: one.kind, around: one.around } }))
})

/** What model cases add to the module. */
export const modelCaseParts = {
  events: [CaseNominated, FindingKept, CaseCleaned],
  answers: [mayMove],
  serves: [serve(modelCases, {
    nominate: (ctx, { params, body }) => nominate(ctx, params.id, body.outcome),
    findings: (ctx, { params }) => getFindings(ctx, params.id),
    clean: (ctx, { params }) => clean(ctx, params.id),
    keep: (ctx, { params, body }) => keep(ctx, params.id, body),
  })],
}
