import { historyEntries } from '../../kernel/frame.ts'
import type { Grant } from '../../kernel/context.ts'
import { answer, defineModule, serve } from '../../kernel/module.ts'
import { FileMayBeRead } from '../files/contract.ts'
import { StaffOwes } from '../people/contract.ts'
import { alsoChangedBy, insideRoles, namesOf } from '../people/index.ts'
import { calendarBeat } from './beat.ts'
import { beginDocument } from './commands/begin-document.ts'
import { changeDocument, endReview, openReview } from './commands/change-document.ts'
import { confirmDocument, recordResults, useDocument } from './commands/confirm-document.ts'
import { draftVersion, editVersion } from './commands/edit-version.ts'
import { moveVersion } from './commands/move-version.ts'
import { giveMarkdown, takeMarkdown } from './commands/take-markdown.ts'
import * as told from './contract.ts'
import { DocumentOpened, documents } from './contract.ts'
import { documentKinds } from './definitions/kinds.ts'
import { owedBy } from './documents/agreements.ts'
import { findByKey, findDocument, readsVersion } from './documents/find.ts'
import { linkable } from './documents/links.ts'
import { getDocument, getVersion } from './documents/show.ts'
import { findableDocuments } from './findable.ts'
import { documentKind, kindsOf } from './kind.ts'
import { layAtFirst } from './lay-shipped.ts'
import { tellMoved } from './notices.ts'
import { listDocuments, listReaders } from './queries.ts'
import { changeRegister, reviewRegister } from './register/commands.ts'
import { RegisterChanged, RegisterReviewed, register } from './register/contract.ts'
import { listRegister } from './register/queries.ts'
import { ownWork } from './separations.ts'
import { settings } from './settings.ts'
import { documentResource, tables } from './tables.ts'

/** Library: what the house has written down for itself: policies, standards and guides in versions that people approve, know and look at again. */
export { beginDocument } from './commands/begin-document.ts'
export { draftVersion, editVersion } from './commands/edit-version.ts'
export { openReview } from './commands/change-document.ts'
export { takeMarkdown } from './commands/take-markdown.ts'
export { documentsById, findByKey, findDocument } from './documents/find.ts'
export { layShipped, shipDocuments } from './lay-shipped.ts'
export type { ShippedDocument } from './lay-shipped.ts'
export { inForceOfKind, openVersionOf, versionsInForce } from './documents/in-force.ts'
export type { InForce } from './documents/in-force.ts'
export { linkable, seenLinks } from './documents/links.ts'
export { writeMarkdownFile } from './markdown-file.ts'
export { documentKind } from './kind.ts'
export type { DocumentKindDefinition } from './kind.ts'

const PERMISSIONS = ['document.read', 'document.write', 'document.approve', 'document.train', 'register.read', 'register.write'] as const
const grant = (scope: string, ...permissions: Grant['permission'][]): Grant[] => permissions.map((permission) => ({ permission, scope }))
const everyone = grant('everyone', 'document.read')
const all = (...permissions: Grant['permission'][]) => grant('all', ...permissions)
const leads = [...everyone, ...grant('own', 'document.write'), ...all('document.train', 'register.read')]

// Who has confirmed an agreement, and which is in force, decides what is shown to people.
alsoChangedBy(told.DocumentConfirmed.kind, told.DocumentMoved.kind)

export const libraryModule = defineModule({
  name: 'library',
  permissions: PERMISSIONS,
  grants: {
    ...Object.fromEntries(insideRoles.map((role) => [role, everyone])),
    cs_manager: all(...PERMISSIONS), management: all(...PERMISSIONS),
    cs_supervisor: [...grant('leaders', 'document.read', 'document.write'), ...all('document.approve', 'document.train', 'register.read', 'register.write')],
    team_lead: leads, supervision: leads, mentor: [...everyone, ...all('document.train')],
    trainer: [...grant('leaders', 'document.read'), ...grant('own', 'document.write'), ...all('document.train')],
    evaluator: [...grant('leaders', 'document.read'), ...all('register.read')], appeal_reviewer: [...grant('leaders', 'document.read'), ...all('register.read')],
    risk_owner: [...grant('leaders', 'document.read'), ...grant('own', 'document.write'), ...all('register.read', 'register.write')],
    privacy_officer: [...grant('leaders', 'document.read'), ...grant('own', 'document.write'), ...all('register.read')],
    info_specialist: [...everyone, ...grant('own', 'document.write')],
  },
  separations: [ownWork],
  events: [...Object.values(told).filter((one): one is typeof told.DocumentBegun => typeof one === 'object' && 'kind' in one && 'subject' in one), RegisterChanged, RegisterReviewed],
  settings, kinds: [documentKind], definitions: documentKinds, resources: [documentResource],
  listeners: [findableDocuments, layAtFirst, tellMoved], beats: [calendarBeat],
  invariants: [
    { name: 'what is in force has somebody who answers for it', sql: `select id from document where state = 'in-force' and owner_id is null` },
    { name: 'a document stands where its versions do', sql: `select d.id from document d where d.state <> coalesce((select v.state from document_version v where v.document_id = d.id and v.state <> 'retired' order by v.state = 'in-force' desc limit 1), 'retired')` },
    { name: 'nobody approved what they wrote', sql: 'select document_id as id from document_version where approved_by = any(author_ids)' },
  ],
  // Whoever reads no documents could confirm none: guests from elsewhere have agreements of their own.
  answers: [answer(StaffOwes, 'library.agreements', async (ctx, { staffId, permissions }) => permissions.includes('document.read') ? (await owedBy(ctx, staffId)).map(({ id }) => ({ subjectKind: 'document', subjectId: id })) : []), answer(FileMayBeRead, 'library.files', async (ctx, { ownerKind, ownerId }) => {
    if (ownerKind !== 'document-version' || !ctx.actor.can('document.read')) return []
    const version = await tables(ctx).selectFrom('document_version').selectAll().where('id', '=', ownerId).executeTakeFirst()
    return version ? findDocument(ctx, version.document_id).then((of) => readsVersion(ctx, of, version) ? [{ may: true }] : [], () => []) : []
  })],
  serves: [serve(documents, {
    kinds: async (ctx) => ({ items: kindsOf(ctx) }),
    linkable: async (ctx, { query }) => ({ items: await linkable(ctx, query.kind) }),
    list: (ctx, { query }) => listDocuments(ctx, query),
    get: (ctx, { params }) => getDocument(ctx, params.id),
    owed: async (ctx) => ({ items: ctx.actor.id ? await owedBy(ctx, ctx.actor.id) : [] }),
    version: (ctx, { params }) => getVersion(ctx, params.id, params.versionId),
    begin: (ctx, { body }) => beginDocument(ctx, body),
    change: (ctx, { params, body }) => changeDocument(ctx, params.id, body),
    draft: (ctx, { params }) => draftVersion(ctx, params.id),
    edit: (ctx, { params, body }) => editVersion(ctx, params.id, params.versionId, body),
    move: (ctx, { params, body }) => moveVersion(ctx, params.id, params.versionId, body),
    confirm: (ctx, { params, body }) => confirmDocument(ctx, params.id, body.versionId),
    use: (ctx, { params, body }) => useDocument(ctx, params.id, body),
    readers: (ctx, { params }) => listReaders(ctx, params.id),
    record: (ctx, { params, body }) => recordResults(ctx, params.id, body),
    openReview: (ctx, { params, body }) => openReview(ctx, params.id, body),
    confirmReview: (ctx, { params, body }) => endReview(ctx, params.id, body),
    markdown: (ctx, { params, query }) => giveMarkdown(ctx, params.id, query.language, query.versionId),
    take: (ctx, { body }) => takeMarkdown(ctx, body.text),
    // Who opened it is counted, and no part of what became of it.
    events: async (ctx, { params }) => ({ items: (await historyEntries(ctx, [(await findDocument(ctx, params.id)).id], namesOf)).items.filter(({ kind }) => kind !== DocumentOpened.kind) }),
    byKey: (ctx, { params }) => findByKey(ctx, params.key),
  }), serve(register, {
    entries: (ctx, { query }) => listRegister(ctx, query),
    nameOwners: (ctx, { body }) => changeRegister(ctx, body),
    review: (ctx, { body }) => reviewRegister(ctx, body),
  })],
})
