import { z } from 'zod'
import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError } from '../../../kernel/errors.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { schedule } from '../../../kernel/jobs.ts'
import { answer, on, outsideJob } from '../../../kernel/module.ts'
import { addMessage, caseRefs, findCase } from '../../cases/index.ts'
import { CaseAssigned, CaseClaimed } from '../../cases/contract.ts'
import { TextRemarks } from '../../messages/contract.ts'
import { readActor } from '../../people/index.ts'
import { addressedOn, keepUses, knownOf, opensOn } from './case-scripts.ts'
import { ChatGreeted } from './contract.ts'
import { standardScript } from './list-scripts.ts'
import { filled, titleFaults } from './rules.ts'
import { greetChats } from './settings.ts'
import { spokenOn } from './speaks.ts'

/** The words a chat is opened with in the name of whoever takes it, in the customer’s language, as they stand for this case; undefined where no script of the house fits. */
async function greetingOn(ctx: Ctx, found: Awaited<ReturnType<typeof findCase>>) {
  const script = standardScript(ctx, 'greeting', found.channel)
  if (!script) return undefined
  const of = await addressedOn(ctx, found)
  const language = await spokenOn(ctx, found, of)
  return { ...script, text: filled(script.is.text[language === 'en' ? 'en' : 'zh'], await knownOf(ctx, found, of, language)) }
}

const VIA = 'knowledge.greet-chat'
const greetOne = outsideJob(VIA, { payload: z.object({ caseId: z.uuid(), staffId: z.uuid() }) }, async (work, { caseId, staffId }) => {
  const writer = await work.read(systemActor, VIA, (ctx) => readActor(ctx, staffId))
  // What refuses an answer refuses a greeting too; nobody is told, for nothing was asked.
  if (writer) await work.unit(writer, VIA, (ctx) => greet(ctx, caseId)).catch((error: unknown) => { if (!(error instanceof AppError)) throw error })
})
/** A chat that somebody has taken is greeted in their name before anything else is said; it is courtesy and counts as no answer. */
const greetTaken = on([CaseClaimed, CaseAssigned], 'knowledge.greet-chats', async (ctx, events) => {
  if (!ctx.settings.get(greetChats)) return
  const refs = await caseRefs(ctx, events.map(({ subjectId }) => subjectId))
  await schedule(ctx, greetOne, events.flatMap(({ subjectId, data: { handlerId } }) => handlerId && refs.get(subjectId)?.channel === 'chat' ? [{ payload: { caseId: subjectId, staffId: handlerId }, key: subjectId }] : []))
})
async function greet(ctx: Ctx, caseId: string): Promise<void> {
  const found = await findCase(ctx, caseId)
  if (found.channel !== 'chat' || found.handler_id !== ctx.actor.id || found.status_class !== 'open' || !await opensOn(ctx, caseId)) return
  const greeting = await greetingOn(ctx, found)
  if (!greeting) return
  const { id } = await addMessage(ctx, caseId, { body: greeting.text, visibility: 'public', courtesy: true })
  await keepUses(ctx, [{ id, kind: 'script', key: greeting.key, scene: 'greeting', staff_id: ctx.actor.id, case_id: caseId, definition_id: greeting.id, at: ctx.now }])
  await ctx.emit(ChatGreeted, caseId, { messageId: id, key: greeting.key })
}

/** A customer is not called Mr when the profile says Ms, and has a title in our first words where one is known. */
const remarkTitles = answer(TextRemarks, 'knowledge.titles', async (ctx, { text, about }) => {
  if (about.kind !== 'case') return []
  const found = await findCase(ctx, about.id).catch(() => undefined)
  if (!found) return []
  const of = await addressedOn(ctx, found)
  if (!of?.title) return []
  return titleFaults(text, of, { opens: await opensOn(ctx, about.id) }).map(({ code, said, instead }) => ({ code, message: say(ctx.actor.locale, `${code}-words`, { said: said ?? '', instead }), suggestion: instead }))
})

export const greetingParts = { jobs: [greetOne], listeners: [greetTaken], answers: [remarkTitles] }
