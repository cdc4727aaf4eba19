import { historyEntries } from '../../kernel/frame.ts'
import type { Grant } from '../../kernel/context.ts'
import { defineModule, serve, serveOutside } from '../../kernel/module.ts'
import { CollectionAsked, CustomerCollected, collections } from './collection/contract.ts'
import { askToCollect, collect, collectionOf, collectionsFollow } from './collection/collection.ts'
import { AccessAlertRaised, AccessAlertReviewed, accessAlerts } from './looks/contract.ts'
import { forgetLooks, listAlerts, noteLook, openCustomer, reviewAlert, tellAlerts } from './looks/looks.ts'
import { mostOpened, mostRevealed } from './looks/settings.ts'
import { namesOf } from '../people/index.ts'
import { reachedAt } from './answers.ts'
import { binDays, emptyBin } from './bin.ts'
import { addWithFields } from './commands/add-customer.ts'
import { changeCustomer } from './commands/change-customer.ts'
import { addContactPoint, changeContactPoint, removeContactPoint } from './commands/contact-points.ts'
import { addDocument, removeDocument } from './commands/documents.ts'
import { importCustomers } from './commands/import-customers.ts'
import { customerFigures, customerMetrics } from './facts.ts'
import { SegmentChanged, SegmentFilled, SegmentRemoved, segments } from './segments/contract.ts'
import { segmentsByClock, segmentsFollow } from './segments/reckon.ts'
import { addSegment, changeSegment, listSegments, removeSegment, setMembers } from './segments/segments.ts'
import { removeCustomer, restoreCustomer } from './commands/remove-customer.ts'
import { revealValue } from './commands/reveal-value.ts'
import { ContactPointAdded, ContactPointChanged, ContactPointRemoved, CustomerAdded, CustomerChanged, CustomerErased, CustomerMerged, CustomerTookIn, CustomerUnmerged, CustomerRemoved, CustomerRestored, CustomerRevealed, CustomerTagged, DocumentAdded, DocumentRemoved, customers } from './contract.ts'
import { duplicatesOf } from './duplicates.ts'
import { findableCustomers } from './findable.ts'
import { mergeCustomer, undoCustomerMerge } from './commands/merge-customers.ts'
import { tagCustomer, tagsInUse } from './commands/tag-customer.ts'
import { customerCells } from './export-cells.ts'
import { formsAboutCustomers, pickedCustomers } from './form-answers.ts'
import { gradeKind, gradesOf, shippedGrades } from './grade.ts'
import { gradingsOf } from './grading.ts'
import { keyNames } from './listeners.ts'
import { listCustomers } from './list-customers.ts'
import { findCustomer, getCustomer } from './queries.ts'
import { NoteAcknowledged, NoteAdded, NoteEnded, notes } from './notes/contract.ts'
import { acknowledgeNote, addNote, endNote, notesOf } from './notes/notes.ts'
import { addPerson, changePerson, placeOrganisation, removePerson } from './organisation/commands.ts'
import { JoinedOrganisation, LeftOrganisation, OrganisationPlaced, PersonAdded, PersonChanged, PersonRemoved, organisations } from './organisation/contract.ts'
import { listPeople, treeOf } from './organisation/queries.ts'
import { CustomerChecked, WeightsChanged, WeightsReckoned, profiles } from './profile/contract.ts'
import { checkWords, readWeights, weigh } from './profile/check.ts'
import { profileOf, qualityBoard } from './profile/queries.ts'
import { reckonDue } from './profile/reckon.ts'
import { completeEnough, staleAfter } from './profile/settings.ts'
import { contactPointResource, customerResource } from './tables.ts'

/** Customers: who they are, how they are reached, and how they are found. */
export { customersOfSource } from './commands/import-customers.ts'
export { takeCustomer } from './commands/take-customer.ts'
export { holdersOfEmails } from './holders.ts'
export type { Holder } from './holders.ts'
export { gradesOf } from './grade.ts'
export { gradeOn } from './grading.ts'
export { keepActivity, keepOrders } from './segments/reckon.ts'
export { customerFamily, isOfCustomer } from './family.ts'
export { contactPointsById, customerRefs, findCustomer } from './queries.ts'
export { searchCustomerIds } from './search.ts'
export type { CustomerRef } from './tables.ts'

const PERMISSIONS = ['access-alert.review', 'customer.read', 'customer.write', 'customer.reveal', 'customer.reveal-sensitive', 'customer.remove', 'customer.grade', 'customer.tidy', 'customer.shape'] as const
type Word = 'read' | 'write' | 'reveal' | 'reveal-sensitive' | 'remove' | 'grade' | 'tidy' | 'shape'
const all = (...words: Word[]): Grant[] => words.map((word) => ({ permission: `customer.${word}`, scope: 'all' }))

const watches: Grant[] = [{ permission: 'access-alert.review', scope: 'all' }]
const { get, ...asked } = customers

export const customersModule = defineModule({
  name: 'customers',
  permissions: PERMISSIONS,
  // An administrator alone, personnel, other departments, trainers, evaluators and installers see customers only where a record addressed to them shows one.
  grants: {
    cs_manager: [...all('read', 'write', 'reveal', 'reveal-sensitive', 'remove', 'grade', 'tidy', 'shape'), ...watches],
    cs_supervisor: all('read', 'write', 'reveal', 'reveal-sensitive', 'remove', 'grade', 'tidy', 'shape'),
    team_lead: all('read', 'write', 'reveal', 'tidy'),
    agent: all('read', 'write', 'reveal'),
    info_specialist: all('read', 'write', 'reveal', 'tidy'),
    after_sales: all('read', 'write', 'reveal'),
    clerk: all('read', 'write', 'grade', 'tidy'),
    supervision: all('read', 'write'), execution: all('read'),
    privacy_officer: [...all('read', 'reveal', 'reveal-sensitive', 'remove'), ...watches], system_admin: watches,
  },
  events: [CustomerAdded, CustomerChanged, CustomerTagged, CustomerRevealed, CustomerRemoved, CustomerRestored, CustomerErased, CustomerMerged, CustomerTookIn, CustomerUnmerged, DocumentAdded, DocumentRemoved, ContactPointAdded, ContactPointChanged, ContactPointRemoved, CustomerChecked, WeightsChanged, WeightsReckoned, PersonAdded, PersonChanged, PersonRemoved, JoinedOrganisation, LeftOrganisation, OrganisationPlaced, NoteAdded, NoteAcknowledged, NoteEnded, SegmentChanged, SegmentRemoved, SegmentFilled, AccessAlertRaised, AccessAlertReviewed, CustomerCollected, CollectionAsked],
  commands: { 'import customers': importCustomers },
  kinds: [gradeKind], definitions: [...customerMetrics, ...shippedGrades],
  listeners: [collectionsFollow, tellAlerts, keyNames, findableCustomers, customerFigures, segmentsFollow],
  answers: [customerCells, reachedAt, formsAboutCustomers, pickedCustomers],
  beats: [forgetLooks, emptyBin, reckonDue, segmentsByClock],
  settings: [binDays, completeEnough, staleAfter, mostOpened, mostRevealed],
  resources: [customerResource, contactPointResource],
  serves: [serveOutside({ get }, { get: (work, actor, { params }) => openCustomer(work, actor, params.id) }), serve(asked, {
    list: (ctx, { query }) => listCustomers(ctx, query),
    add: async (ctx, { body }) => getCustomer(ctx, (await addWithFields(ctx, body)).id),
    change: (ctx, { params, body }) => changeCustomer(ctx, params.id, body),
    tag: (ctx, { params, body }) => tagCustomer(ctx, params.id, body),
    tags: (ctx, { query }) => tagsInUse(ctx, query.q),
    grades: async (ctx) => ({ items: gradesOf(ctx) }),
    gradings: (ctx, { params }) => gradingsOf(ctx, params.id),
    addContactPoint: (ctx, { params, body }) => addContactPoint(ctx, params.id, body),
    changeContactPoint: (ctx, { params, body }) => changeContactPoint(ctx, params.id, params.pointId, body),
    removeContactPoint: (ctx, { params }) => removeContactPoint(ctx, params.id, params.pointId),
    addDocument: (ctx, { params, body }) => addDocument(ctx, params.id, body),
    removeDocument: (ctx, { params }) => removeDocument(ctx, params.id, params.documentId),
    merge: (ctx, { params, body }) => mergeCustomer(ctx, params.id, body),
    undoMerge: (ctx, { params, body }) => undoCustomerMerge(ctx, params.id, body.version),
    reveal: async (ctx, { params, body }) => {
      const found = await revealValue(ctx, params.id, body)
      await noteLook(ctx, params.id, 'revealed')
      return found
    },
    duplicates: (ctx, { params }) => duplicatesOf(ctx, params.id),
    events: async (ctx, { params }) => historyEntries(ctx, [(await findCustomer(ctx, params.id)).id], namesOf),
    remove: (ctx, { params, body }) => removeCustomer(ctx, params.id, body),
    restore: (ctx, { params, body }) => restoreCustomer(ctx, params.id, body.version),
  }), serve(collections, {
    collected: (ctx, { params }) => collectionOf(ctx, params.id),
    collect: (ctx, { params, body }) => collect(ctx, params.id, body),
    askToCollect: (ctx, { body }) => askToCollect(ctx, body),
  }), serve(accessAlerts, {
    alerts: (ctx, { query }) => listAlerts(ctx, query),
    review: (ctx, { params, body }) => reviewAlert(ctx, params.id, body),
  }), serve(profiles, {
    profile: (ctx, { params }) => profileOf(ctx, params.id),
    checkWords: (ctx, { params, body }) => checkWords(ctx, params.id, body),
    qualityBoard: (ctx) => qualityBoard(ctx),
    readWeights: (ctx) => readWeights(ctx),
    weigh: (ctx, { body }) => weigh(ctx, body),
  }), serve(organisations, {
    tree: (ctx, { params }) => treeOf(ctx, params.id),
    placeOrganisation: (ctx, { params, body }) => placeOrganisation(ctx, params.id, body),
    listPeople: (ctx, { params, query }) => listPeople(ctx, params.id, query),
    addPerson: (ctx, { params, body }) => addPerson(ctx, params.id, body),
    changePerson: (ctx, { params, body }) => changePerson(ctx, params.id, body),
    removePerson: (ctx, { params }) => removePerson(ctx, params.id),
  }), serve(segments, {
    listSegments: (ctx) => listSegments(ctx),
    addSegment: (ctx, { body }) => addSegment(ctx, body),
    changeSegment: (ctx, { params, body }) => changeSegment(ctx, params.id, body),
    removeSegment: (ctx, { params, body }) => removeSegment(ctx, params.id, body.version),
    setMembers: (ctx, { params, body }) => setMembers(ctx, params.id, body),
  }), serve(notes, {
    listNotes: (ctx, { params }) => notesOf(ctx, params.id),
    addNote: (ctx, { params, body }) => addNote(ctx, params.id, body),
    acknowledgeNote: (ctx, { params }) => acknowledgeNote(ctx, params.id),
    endNote: (ctx, { params, body }) => endNote(ctx, params.id, body.version),
  })],
})
