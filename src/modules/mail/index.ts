/** Mail: what customers write to our addresses, from the first byte on the wire to the case it belongs to. */
import { historyEntries } from '../../kernel/frame.ts'
import { answer, defineModule, serve, serveOutside } from '../../kernel/module.ts'
import { InteractionContentAsked } from '../contacts/contract.ts'
import { FileMayBeRead } from '../files/contract.ts'
import { namesOf } from '../people/index.ts'
import { commands } from './cli.ts'
import { addMailbox, changeMailbox } from './commands/add-mailbox.ts'
import { testMailbox } from './commands/test-mailbox.ts'
import * as told from './contract.ts'
import { acknowledgement } from './definitions/acknowledgement.ts'
import { fetchMailboxes } from './fetching/watch.ts'
import { discard, listInbound, lookAt, rawOf, replay } from './intake/inbound.ts'
import { closeIncident, listIncidents } from './intake/incidents.ts'
import { beats, jobs, listeners } from './intake/jobs.ts'
import { readAll, receiveRaw } from './intake/receive.ts'
import { InvitationAnswered, mailInvitations } from './invitations/contract.ts'
import { answerInvitation } from './invitations/invitations.ts'
import { healthOf } from './mailboxes/health.ts'
import { getMailbox, listMailboxes } from './mailboxes/mailboxes.ts'
import { MailboxConnected, MailboxOauthBegun, MailboxOauthChanged, MailboxOauthRefused, MailboxTokensRefreshed, mailboxConsents, mailboxOauth } from './oauth/contract.ts'
import { beginOauth, changeOauth, finishOauth, forgetOauth, readOauth } from './oauth/mailbox-oauth.ts'
import { mailReports } from './reports/contract.ts'
import { reportsOfCase } from './reports/reports.ts'
import { sending } from './sending/index.ts'
import { SigningKeyMade, SigningLookedUp, SigningSwitched, mailSigning, mailSigningLooks } from './signing/contract.ts'
import { listDomains, lookUpKey, makeKey, switchKey } from './signing/domains.ts'
import { settings } from './settings.ts'
import { inboundResource, incidentResource, mailboxResource } from './tables.ts'
import { contentForReader, mailRow, mailsOfCase, mayRead, pageOf } from './threads/case-mails.ts'
import { moveMail } from './threads/move-mail.ts'
import { undoMove } from './threads/undo-move.ts'

export { addMailbox } from './commands/add-mailbox.ts'

const PERMISSIONS = ['mailbox.read', 'mailbox.write', 'inbound-mail.read', 'inbound-mail.write', 'inbound-mail.receive'] as const
const all = (...permissions: (typeof PERMISSIONS)[number][]) => permissions.map((permission) => ({ permission, scope: 'all' }))

export const mailModule = defineModule({
  name: 'mail',
  permissions: PERMISSIONS,
  // An administrator sets mailboxes up and sees no mail.
  grants: {
    system_admin: all('mailbox.read', 'mailbox.write'), cs_manager: all(...PERMISSIONS), cs_supervisor: all('mailbox.read', 'inbound-mail.read', 'inbound-mail.write', 'inbound-mail.receive'), team_lead: all('mailbox.read'), supervision: all('mailbox.read'),
  },
  events: [...Object.values(told).filter((one): one is typeof told.MailboxAdded => typeof one === 'object' && 'kind' in one && 'subject' in one), InvitationAnswered, MailboxConnected, MailboxOauthBegun, MailboxOauthChanged, MailboxOauthRefused, MailboxTokensRefreshed, SigningKeyMade, SigningLookedUp, SigningSwitched, ...sending.events],
  settings, commands, jobs: [...jobs, ...sending.jobs], listeners: [...listeners, ...sending.listeners], beats: [...beats, ...sending.beats],
  watches: [fetchMailboxes],
  definitions: [acknowledgement],
  resources: [mailboxResource, inboundResource, incidentResource],
  invariants: [
    { name: 'every mail that was taken in has its interaction', sql: `select i.id from inbound_mail i where i.state = 'done' and i.interaction_id is null` },
    { name: 'a mailbox’s addresses lead to it', sql: 'select m.id from mailbox m where not exists (select from mailbox_address a where a.mailbox_id = m.id and a.address = m.address)' },
  ],
  answers: [
    ...sending.answers,
    answer(InteractionContentAsked, 'mail.content', async (ctx, { id, channel }) => {
      const content = channel === 'email' ? await contentForReader(ctx, id) : undefined
      return content ? [content] : []
    }),
    answer(FileMayBeRead, 'mail.files', async (ctx, { ownerKind, ownerId }) => {
      if (ownerKind === 'inbound-mail') return [{ may: ctx.actor.can('inbound-mail.read') }]
      if (ownerKind !== 'mail') return []
      return [{ may: await mailRow(ctx, ownerId).then((row) => mayRead(ctx, row), () => false) }]
    }),
  ],
  serves: [
    ...sending.serves,
    serveOutside(told.inbound, { receive: async (work, actor, { query }, door) => receiveRaw(work, actor, 'api', query.mailbox, await readAll(work, door)) }),
    serveOutside(told.mailboxTests, { test: (work, actor, { body }) => testMailbox(work, actor, body) }),
    serve(told.mailboxes, {
      list: (ctx, { query }) => listMailboxes(ctx, query),
      get: (ctx, { params }) => getMailbox(ctx, params.id),
      add: (ctx, { body }) => addMailbox(ctx, body),
      change: (ctx, { params, body }) => changeMailbox(ctx, params.id, body),
      health: (ctx, { params }) => healthOf(ctx, params.id),
      events: async (ctx, { params }) => historyEntries(ctx, [(await getMailbox(ctx, params.id)).id], namesOf),
    }),
    serve(told.inboundMails, {
      arrivals: (ctx, { query }) => listInbound(ctx, query),
      look: (ctx, { params }) => lookAt(ctx, params.id),
      raw: (ctx, { params }) => rawOf(ctx, params.id),
      replay: (ctx, { params, body }) => replay(ctx, params.id, body.version),
      discard: (ctx, { params, body }) => discard(ctx, params.id, body),
    }),
    serve(told.mailIncidents, {
      incidents: (ctx, { query }) => listIncidents(ctx, query),
      close: (ctx, { params, body }) => closeIncident(ctx, params.id, body),
    }),
    serve(mailboxOauth, {
      oauth: (ctx, { params }) => readOauth(ctx, params.id),
      changeOauth: (ctx, { params, body }) => changeOauth(ctx, params.id, body),
      forgetOauth: (ctx, { params, body }) => forgetOauth(ctx, params.id, body.version),
      beginOauth: (ctx, { params, body }) => beginOauth(ctx, params.id, body.redirectUrl),
    }),
    serveOutside(mailboxConsents, { finishOauth: (work, actor, { body }) => finishOauth(work, actor, body) }),
    serve(mailSigning, {
      domains: async (ctx) => ({ items: await listDomains(ctx) }),
      makeKey: (ctx, { params, body }) => makeKey(ctx, params.domain, body.version),
      switchKey: (ctx, { params, body }) => switchKey(ctx, params.domain, body),
    }),
    serveOutside(mailSigningLooks, { lookUpKey: (work, actor, { params }) => lookUpKey(work, actor, params.domain) }),
    serve(mailInvitations, { answerInvitation: (ctx, { params, body }) => answerInvitation(ctx, params.id, body) }),
    serve(mailReports, { reports: async (ctx, { params }) => ({ items: await reportsOfCase(ctx, params.id) }) }),
    serve(told.caseMails, {
      ofCase: async (ctx, { params }) => ({ items: await mailsOfCase(ctx, params.id) }),
      page: (ctx, { params, query }) => pageOf(ctx, params.id, query.images === 'true'),
      split: (ctx, { params, body }) => moveMail(ctx, params.id, { toCaseId: null, version: body.version }),
      undo: (ctx, { params, body }) => undoMove(ctx, params.id, body.version),
      move: (ctx, { params, body }) => moveMail(ctx, params.id, { toCaseId: body.caseId, version: body.version }),
    }),
  ],
})
