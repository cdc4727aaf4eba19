import { newId, randomText } from '../src/kernel/id.ts'
import { formOf } from '../src/modules/forms/index.ts'
import { SubmissionMade } from '../src/modules/forms/contract.ts'
import { PortalCodeIssued, PortalRated } from '../src/modules/portal/contract.ts'
import { ANSWERS, ASKS, GRUMBLES, NOTES, PROMISES, RETURNS, THANKS } from './company.ts'
import type { Story } from './company.ts'
import type { Life, Opening, Past } from './life.ts'
import { openLife } from './life.ts'
import type { Chance } from './random.ts'
import { atWork } from './seasons.ts'

/** The course that a case takes: how quickly somebody answers, whether it is solved at once, waits, is handed on, comes back, and what its customer thinks of it. */

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000

export interface Worker { id: string; name: string; teamId: string; team: string; leader: boolean; /** From 0 to 1. */ skill: number }
export interface Wish extends Omit<Opening, 'by' | 'number'> {
  story: Story; customer: { id: string; name: string }; worker: Worker; fill: (text: string) => string
  /** How much longer everything takes than usual, and how people feel about it. */
  slow: number; mood: number
}

/** Minutes to the first answer, half of the time. */
const RESPONSE: Partial<Record<Opening['channel'], number>> = { phone: 7, counter: 5, chat: 0.42, wechat: 13, email: 70, portal: 80 }
/** Hours to the solution of what is not solved at once, half of the time. */
const SOLUTION: Record<Opening['kind'], number> = { consultation: 3, request: 17, complaint: 20, grumble: 8, support: 6, installation: 30, suggestion: 22, praise: 3 }
/** How often the first answer is also the solution. */
const AT_ONCE: Record<Opening['kind'], number> = { consultation: 0.78, request: 0.42, complaint: 0.12, grumble: 0.4, support: 0.58, installation: 0.25, suggestion: 0.3, praise: 0.85 }
const SPOKEN = new Set(['phone', 'counter'])

export function takeCourse(past: Past, wish: Wish, number: string, dice: Chance, colleague: (of: Worker) => Worker): Life {
  const { end } = past
  const spoken = SPOKEN.has(wish.channel)
  let worker = wish.worker
  const pace = wish.slow * (1.25 - 0.5 * worker.skill)
  const life = openLife(past, { ...wish, number, by: spoken ? worker.id : null })
  life.open(spoken ? Math.round(dice.skewed(190, 0.5)) : undefined)
  let at = wish.at
  /** Later, while somebody is at work. False when that has not come yet. */
  const later = (ms: number): boolean => { at = atWork(at + ms, dice.next); return at < end }

  const urgent = wish.kind === 'complaint' || wish.priority === 'urgent' ? 0.4 : wish.kind === 'grumble' || wish.priority === 'high' ? 0.6 : 1
  const wait = dice.skewed((RESPONSE[wish.channel] ?? 30) * urgent * pace, wish.channel === 'email' || wish.channel === 'portal' ? 0.75 : 0.6) * MINUTE
  if (!later(wait * 0.5)) return close(life)
  life.claim(worker.id, at)
  if (dice.happens(0.18)) life.note(worker.id, wish.story.note ?? dice.one(NOTES), at)
  if (!later(wait * 0.5)) return close(life)
  life.reply(worker.id, wish.fill(wish.story.reply), at)

  const atOnce = dice.happens(AT_ONCE[wish.kind] + 0.16 * (worker.skill - 0.5) - (wish.slow > 1.4 ? 0.12 : 0))
  let waited = false
  if (!atOnce) {
    if (dice.happens(0.34)) life.promise(dice.one(PROMISES), worker.id, at, atWork(at + dice.between(6, 60) * HOUR, dice.next), outcome(dice, wish.slow), dice.between(2, 30) * HOUR)
    const hours = dice.skewed(SOLUTION[wish.kind] * pace, 0.75) * (dice.happens(0.08) ? 8 : 1)
    if (wish.kind === 'complaint') { if (!later(0.15 * hours * HOUR)) return close(life); life.move('confirmed', worker.id, at); if (!later(0.1 * hours * HOUR)) return close(life); life.move('resolving', worker.id, at) }
    if (dice.happens(wish.kind === 'complaint' ? 0.16 : 0.09)) {
      for (let times = dice.happens(0.18) ? 2 : 1; times > 0; times--) {
        if (!later(dice.skewed(1.5, 0.6) * HOUR)) return close(life)
        const next = colleague(worker)
        life.assign(next.id, next.teamId, past.leaderOf(worker.teamId), at)
        worker = next
      }
    }
    if (dice.happens(0.28)) {
      if (!later(0.2 * hours * HOUR)) return close(life)
      const third = dice.happens(0.4)
      life.move(third ? 'waiting-third' : 'waiting-customer', worker.id, at)
      waited = true
      if (!later(dice.skewed(14, 0.7) * HOUR)) return close(life)
      if (third) life.move(wish.kind === 'complaint' ? 'resolving' : 'open', worker.id, at)
      else life.hear(dice.one(ASKS), at)
    } else if (dice.happens(0.35)) {
      if (!later(0.3 * hours * HOUR)) return close(life)
      life.hear(dice.one(ASKS), at)
    }
    // Some lie where they are until somebody looks; the oldest of them are not a month old.
    if (end - at < 30 * DAY && dice.happens(0.035)) return close(life)
    if (!later(dice.skewed(wish.channel === 'chat' ? 0.5 : 40 * urgent, 0.8) * MINUTE)) return close(life)
    life.reply(worker.id, dice.one(ANSWERS), at)
    if (!later(0.5 * hours * HOUR)) return close(life)
  } else if (!later(dice.skewed(spoken ? 4 : 9, 0.6) * MINUTE)) return close(life)
  life.solve(wish.fill(wish.story.solution), worker.id, at)

  const mood = 4.62 + 0.35 * (worker.skill - 0.5) + wish.mood - (life.breached ? 0.65 : 0) - (wish.kind === 'complaint' ? 0.55 : 0) - (atOnce ? 0 : 0.18) - (waited ? 0.1 : 0)
  let again = false
  if (dice.happens(0.035 + (wish.kind === 'complaint' ? 0.05 : 0) + 0.05 * (1 - worker.skill)) && later(dice.skewed(26, 0.7) * HOUR)) {
    again = true
    life.hear(dice.one(RETURNS), at)
    if (!later(dice.skewed(wish.channel === 'chat' ? 0.5 : 50, 0.8) * MINUTE)) return close(life)
    life.reply(worker.id, dice.one(ANSWERS), at)
    if (!later(dice.skewed(18, 0.7) * HOUR)) return close(life)
    if (wish.kind === 'complaint') life.move('resolving', worker.id, at)
    life.solve(wish.fill(wish.story.solution), worker.id, at)
  }
  if (dice.happens(0.3)) rate(past, life, wish, worker, dice, mood - (again ? 0.9 : 0), at + dice.skewed(3, 1.2) * HOUR)
  if (later(dice.between(10, 80) * HOUR) && !life.promised) life.move('closed', worker.id, at)
  return close(life)
}

const close = (life: Life): Life => { life.keep(); return life }
function outcome(dice: Chance, slow: number): 'kept' | 'kept-late' | 'broken' | 'withdrawn' {
  const drawn = dice.next()
  const bad = 0.055 * slow
  return drawn < bad ? 'broken' : drawn < 2 * bad ? 'kept-late' : drawn < 2 * bad + 0.02 ? 'withdrawn' : 'kept'
}

/** The customer's three answers to the solution, as they come in through a tracking code. */
function rate({ ctx, books, end, seal, brandId }: Past, life: Life, wish: Wish, worker: Worker, dice: Chance, mood: number, at: number): void {
  if (at >= end || !life.solution) return
  const star = (shift: number) => Math.max(1, Math.min(5, Math.round(mood + shift + 0.75 * dice.gauss())))
  const answers = { solution: star(0), handling: star(0.12) }
  const form = formOf(ctx, 'solution-rating')
  const score = ((answers.solution - 1) / 4 + (answers.handling - 1) / 4) * 50
  const when = new Date(at)
  const id = newId(when)
  books.add('submission', { id, form_key: 'solution-rating', form_id: form.id, about_kind: 'case', about_id: life.id, customer_id: wish.customerId, staff_id: worker.id, team_id: life.team, answers, texts: wordOf(seal, wish.customerId, dice, answers.solution), sealed_under: wish.customerId, score, by_kind: 'customer', by_id: null, via: 'portal', at: when, changed_at: when, version: 1 })
  books.add('portal_rating', { case_id: life.id, solution_id: life.solution, submission_id: id, at: when })
  const trackId = newId(new Date(wish.at))
  books.add('portal_track', { id: trackId, code_hash: `\\x${ctx.vault.token('demo', randomText()).toString('hex')}`, case_id: life.id, brand_id: brandId, locale: 'zh-CN', customer_id: wish.customerId, email: null, consented_at: null, notice_version: null, next_notice_at: null, notices: 0, at: new Date(wish.at), version: 1 })
  books.add('portal_track_case', { track_id: trackId, case_id: life.id, at: new Date(wish.at) })
  books.tell(PortalCodeIssued, life.id, wish.at + 1, 'house', { trackId, again: false })
  books.tell(SubmissionMade, id, at, null, { form: 'solution-rating', formId: form.id, aboutKind: 'case', aboutId: life.id, score, via: 'portal', by: 'customer', passed: null })
  life.meet('in', null, at, undefined, 'portal')
  books.tell(PortalRated, life.id, at, null, { trackId, submissionId: id, solutionId: life.solution, score, again: false })
}
/** Some also write a line, sealed under their own key. */
function wordOf(seal: Past['seal'], customerId: string, dice: Chance, stars: number): string | null {
  if (!dice.happens(0.25)) return null
  const word = dice.one(stars >= 4 ? THANKS : GRUMBLES)
  return `\\x${seal(customerId, JSON.stringify({ word })).toString('hex')}`
}
