import { createHash } from 'node:crypto'
import { z } from 'zod'
import { stranger } from '../../kernel/actors.ts'
import type { Actor, Ctx } from '../../kernel/context.ts'
import { historyEntries } from '../../kernel/frame.ts'
import { answerOnce, keyIn } from '../../kernel/idempotency.ts'
import type { Door } from '../../kernel/module.ts'
import { answer, beat, defineModule, serve, serveOutside } from '../../kernel/module.ts'
import { notFound, refused } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { FileMayBeRead } from '../files/contract.ts'
import { download } from '../files/index.ts'
import { namesOf } from '../people/index.ts'
import { getBrand, howToComplainAt, listBrands, logoOf, pageOf } from './brands.ts'
import { askForRating } from './ask-rating.ts'
import { addBrand, changeBrand } from './commands/change-brand.ts'
import { rate } from './commands/rate.ts'
import { reply } from './commands/reply.ts'
import { submitEntry } from './commands/submit-entry.ts'
import { BrandAdded, BrandChanged, PortalCodeIssued, PortalNoticed, PortalRated, PortalReplied, PortalSubmitted, portal, portalDesk } from './contract.ts'
import { portalTemplates } from './definitions.ts'
import { ratingFigures, ratingMetrics } from './facts.ts'
import { countEntry } from './limits.ts'
import { postpone, tellAtSetTimes, tellProgress } from './notices.ts'
import { issueCode, overviewOf } from './overview.ts'
import { SEALED_DOOR, publicFile } from './public-files.ts'
import { settings } from './settings.ts'
import { forgetTickets, judgeTicket, newTicket } from './tickets.ts'
import { answerForCustomer, pulseForCustomer } from '../complaints/index.ts'
import { asHouse, trackedCase } from './tracked.ts'
import { findTrack, itself } from './tracks.ts'
import { holderOf, takeUpload } from './uploads.ts'

/** Portal: the customer's own pages, where they ask, complain, see how far it is, answer and rate without an account. */

const { page, howToComplain, logo, file, ...doors } = portal

/** Whoever comes by these doors comes as a stranger, also somebody who is signed in as staff in the same browser. */
const visitor = ({ locale }: Actor): Actor => stranger(locale)
const codeIn = (door: Door): string => { const code = door.headers['tracking-code']; return typeof code === 'string' ? code : '' }
const contentOf = (body: unknown) => createHash('sha256').update(JSON.stringify(body)).digest()

/** Runs a visitor's command once for its key and answers what it answered. */
async function once<S extends z.ZodType>(work: Work, actor: Actor, via: string, door: Door, response: S, body: unknown, run: (ctx: Ctx) => Promise<z.output<S>>): Promise<z.output<S>> {
  const { answer: told } = await answerOnce(work, actor, via, keyIn(door.headers), contentOf(body), 201, async (ctx) => JSON.stringify(z.encode(response, await run(ctx))))
  return z.decode(response, JSON.parse(told) as z.input<S>)
}
const RECEIPT = doors.submit.spec.response as unknown as z.ZodType<z.output<typeof doors.submit.spec.response>>
const TRACKED = doors.track.spec.response as unknown as z.ZodType<z.output<typeof doors.track.spec.response>>

export const portalModule = defineModule({
  name: 'portal',
  permissions: ['portal.design'],
  // A design has a logo, so whoever designs sends files in.
  grants: { system_admin: [{ permission: 'portal.design', scope: 'all' }, { permission: 'file.upload', scope: 'all' }, { permission: 'file.read', scope: 'all' }], cs_manager: [{ permission: 'portal.design', scope: 'all' }] },
  events: [PortalSubmitted, PortalReplied, PortalRated, PortalCodeIssued, PortalNoticed, BrandAdded, BrandChanged],
  settings,
  definitions: [...portalTemplates, ...ratingMetrics],
  listeners: [tellProgress, postpone, askForRating, ratingFigures],
  beats: [tellAtSetTimes, beat('portal.forget-tickets', 3_600, forgetTickets)],
  invariants: [
    { name: 'every tracking code leads to a case', sql: 'select t.id from portal_track t where not exists (select from "case" c where c.id = t.case_id)' },
    { name: 'every rating has its submission', sql: 'select r.submission_id as id from portal_rating r where not exists (select from submission s where s.id = r.submission_id)' },
  ],
  answers: [answer(FileMayBeRead, 'portal.files', async (ctx, { ownerKind }) => ownerKind === 'portal-brand' || (ownerKind === 'message' && ctx.via === SEALED_DOOR) ? [{ may: true }] : [])],
  serves: [
    serve({ page, howToComplain, logo, file }, {
      page: (ctx, { params }) => pageOf(ctx, params.slug),
      howToComplain: (ctx, { params }) => howToComplainAt(ctx, params.slug),
      logo: async (ctx, { params }) => {
        const logoId = await logoOf(ctx, params.slug)
        if (!logoId) throw notFound('file')
        return download(ctx, logoId, true)
      },
      file: (ctx, { params, query }) => publicFile(ctx, params.id, query),
    }),
    serveOutside(doors, {
      ticket: async (work, _, _request, door) => newTicket(work, door.address, work.clock.now()),
      upload: (work, actor, _, door) => takeUpload(work, visitor(actor), door, work.clock.now()),
      submit: (work, actor, { body }, door) => once(work, visitor(actor), 'portal.submit', door, RECEIPT, body, (ctx) => {
        countEntry(ctx, door.address, ctx.now)
        judgeTicket(ctx, body, door.address, ctx.now)
        return submitEntry(ctx, body)
      }),
      track: (work, actor, _, door) => findTrack(work, visitor(actor), 'portal.track', codeIn(door), door.address, work.clock.now(), trackedCase),
      reply: async (work, actor, { body }, door) => {
        const track = await findTrack(work, visitor(actor), 'portal.reply', body.code, door.address, work.clock.now(), itself)
        return once(work, visitor(actor), 'portal.reply', door, TRACKED, body, (ctx) => {
          countEntry(ctx, door.address, ctx.now)
          return reply(ctx, track.id, { body: body.body, attachments: body.attachments, holder: holderOf(ctx, body.code), visitor: body.visitor })
        })
      },
      answerDecision: async (work, actor, { body }, door) => {
        const track = await findTrack(work, visitor(actor), 'portal.answer-decision', body.code, door.address, work.clock.now(), itself)
        return once(work, visitor(actor), 'portal.answer-decision', door, TRACKED, body, async (ctx) => {
          countEntry(ctx, door.address, ctx.now)
          await answerForCustomer(asHouse(ctx), track.case_id, body)
          return trackedCase(ctx, track)
        })
      },
      tellPulse: async (work, actor, { body }, door) => {
        const track = await findTrack(work, visitor(actor), 'portal.tell-pulse', body.code, door.address, work.clock.now(), itself)
        return once(work, visitor(actor), 'portal.tell-pulse', door, TRACKED, body, async (ctx) => {
          countEntry(ctx, door.address, ctx.now)
          if (!(await trackedCase(ctx, track)).may.includes('tell-pulse')) throw refused('portal.not-asked', [{ path: 'score', code: 'portal.not-asked' }])
          await pulseForCustomer(asHouse(ctx), track.case_id, body)
          return trackedCase(ctx, track)
        })
      },
      rate: async (work, actor, { body }, door) => {
        const track = await findTrack(work, visitor(actor), 'portal.rate', body.code, door.address, work.clock.now(), itself)
        return once(work, visitor(actor), 'portal.rate', door, TRACKED, body, (ctx) => {
          countEntry(ctx, door.address, ctx.now)
          return rate(ctx, track.id, body)
        })
      },
    }),
    serve(portalDesk, {
      brands: async (ctx) => ({ items: await listBrands(ctx) }),
      brand: (ctx, { params }) => getBrand(ctx, params.id),
      add: (ctx, { body }) => addBrand(ctx, body),
      change: (ctx, { params, body }) => changeBrand(ctx, params.id, body),
      brandEvents: async (ctx, { params }) => historyEntries(ctx, [(await getBrand(ctx, params.id)).id], namesOf),
      overview: (ctx, { params }) => overviewOf(ctx, params.id),
      issueCode: (ctx, { params, body }) => issueCode(ctx, params.id, body),
    }),
  ],
})
