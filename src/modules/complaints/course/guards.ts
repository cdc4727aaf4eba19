import type { Reason } from '../../../kernel/contract.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { answer } from '../../../kernel/module.ts'
import { tongueOf } from '../../../pure/text/index.ts'
import { AnswerMayStand, CasesMayMove, ReplyMayLeave } from '../../cases/contract.ts'
import { findCase, firstWords } from '../../cases/index.ts'
import { WordingMayBeUsed } from '../../messages/contract.ts'
import { explains } from '../../messages/index.ts'
import { needsCause, needsConcern, wholeRecord } from '../settings.ts'
import { sheetsOf } from '../sheet.ts'
import { missingOf } from './rules.ts'

/** What a complaint has against a move, and what is not said while its customer is listened to. */

const LEAVES_LISTENING: readonly string[] = ['confirmed', 'solved']

/** It is confirmed once the record says enough (CMP-05, ETQ-29), and closed once the customer was asked whether the concern is resolved (CMP-14) and its cause is said. Grumbles are only noted. */
export const courseMayMove = answer(CasesMayMove, 'complaints.course', async (ctx, { moves }) => {
  const early: { caseId: string; reason: Reason }[] = moves.filter(({ kind, from, toClass, solves }) => kind === 'complaint' && solves && from === 'listening' && toClass !== 'resolved').map(({ caseId }) => ({ caseId, reason: { code: 'complaint.solution-locked', field: 'fields.solution' } }))
  const asked = moves.filter(({ kind, from, to, toClass }) => kind === 'complaint' && (toClass === 'closed' || (LEAVES_LISTENING.includes(to) && (from === 'new' || from === 'listening'))))
  if (!asked.length) return early
  const sheets = await sheetsOf(ctx, asked.map(({ caseId }) => caseId))
  const unsaid = asked.flatMap(({ caseId, toClass }) => toClass !== 'closed' && sheets.get(caseId)?.words === null ? [caseId] : [])
  const first = await firstWords(ctx, unsaid)
  const rule = ctx.settings.get(wholeRecord)
  return early.concat(asked.flatMap(({ caseId, toClass }) => {
    const sheet = sheets.get(caseId)
    if (!sheet) return []
    const against: Reason[] = toClass === 'closed'
      ? [...(ctx.settings.get(needsConcern) && sheet.concernResolved === null ? [{ code: 'complaint.concern-unanswered', field: 'fields.concernResolved' }] : []), ...(ctx.settings.get(needsCause) && !sheet.cause ? [{ code: 'complaint.cause-missing', field: 'fields.cause' }] : [])]
      : missingOf({ ...sheet, words: sheet.words ?? first.get(caseId) ?? null }, rule).map((field) => ({ code: field === 'words' ? 'complaint.words-missing' : 'complaint.record-missing', field: `fields.${field}`, ...(field === 'words' ? {} : { message: say(ctx.actor.locale, 'complaint.record-missing', { field: say(ctx.actor.locale, `complaint.field.${field}`) }) }) }))
    return against.map((reason) => ({ caseId, reason }))
  }))
})

const isListening = (found: { kind: string; status: string } | undefined) => found?.kind === 'complaint' && found.status === 'listening'

/** No explanation while the customer is listened to (CMP-06, ruling 4): first the facts are heard. */
export const noExplaining = answer(ReplyMayLeave, 'complaints.listening', async (ctx, { caseId, body }) => {
  if (!explains(ctx, body)) return []
  const found = await findCase(ctx, caseId).catch(() => undefined)
  return isListening(found) ? [{ code: 'complaint.no-explaining', message: say(ctx.actor.locale, 'complaint.no-explaining'), suggestion: say(tongueOf(body) ?? ctx.actor.locale, 'complaint.listening-words') }] : []
})
/** Neither is an answer written down, nor a solution on the way out (`courseMayMove`): what is thought of before everything is heard answers something else. */
export const noAnswerYet = answer(AnswerMayStand, 'complaints.listening-answer', async (ctx, { caseId }) => isListening(await findCase(ctx, caseId)) ? [{ code: 'complaint.solution-locked', field: 'answer' }] : [])
/** Neither are templates and scripts that explain or solve. */
export const noExplainingWords = answer(WordingMayBeUsed, 'complaints.listening-words', async (ctx, { about, category }) => {
  if (about.kind !== 'case' || !LOCKED.includes(category)) return []
  const found = await findCase(ctx, about.id).catch(() => undefined)
  return isListening(found) ? [{ code: 'complaint.listening-locks' }] : []
})
const LOCKED: readonly string[] = ['explanation', 'solution']
