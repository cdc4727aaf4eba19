import type { Ctx } from '../../kernel/context.ts'
import { bigrams, fold } from '../../pure/text/index.ts'
import { findCase, listMessages, similarCases } from '../cases/index.ts'
import { namesOf } from '../people/index.ts'
import type { CaseKnowledge, Suggestion } from './contract.ts'
import { bestEntries, itemsOf } from './queries.ts'
import { suggestionsShown } from './settings.ts'
import { tables } from './tables.ts'

/** Articles beside a case. */

const LOOKED_AT = 20
const MOST_WORDS = 300
/** What answers less than so much of the best is left out. */
const NEAR = 0.35
/** Pairs of characters and words that every question holds. */
const EMPTY = new Set(['怎么', '么办', '什么', '为什', '我的', '你们', '我们', '可以', '如何', '请问', '是否', '没有', '问题', '一下', '你好', '您好', '还是', '这个', '那个', '已经', '现在', '需要', '处理', '办法', '怎样', '申请', '产品', '使用', '显示', '客户', '咨询', '反映', '不能', '能不', '不到', '一直', '了吗', '多久', 'the', 'my', 'and', 'is', 'to', 'of', 'in', 'for', 'how', 'do', 'can', 'not', 'it', 'on', 'you', 'what', 'with', 'have', 'has'])

/** Whether a title or tag says anything of what is asked: what shares only the words of every question is no answer. */
const isToThePoint = (words: string, asked: ReadonlySet<string>): boolean => bigrams(fold(words)).some((token) => token.length > 1 && asked.has(token))

async function byWords(ctx: Ctx, q: string, most: number): Promise<Suggestion['article'][]> {
  const { ids, scores, tokens } = await bestEntries(ctx, q, {}, most * 2)
  const near = ids.filter((_, at) => (scores[at] ?? 0) >= (scores[0] ?? 0) * NEAR)
  const asked = new Set(tokens.filter((token) => !EMPTY.has(token)))
  return (await itemsOf(ctx, near, tokens)).filter((item) => isToThePoint([item.title.zh, item.title.en, ...item.tags].filter(Boolean).join(' '), asked)).slice(0, most)
}

/** What may answer a case in the reader's sight, and what stands in its answers. @throws AppError not-found `case.not-found` */
export async function knowledgeBeside(ctx: Ctx, caseId: string): Promise<CaseKnowledge> {
  const found = await findCase(ctx, caseId)
  const most = ctx.settings.get(suggestionsShown)
  const [messages, similar, used] = await Promise.all([listMessages(ctx, caseId, { limit: LOOKED_AT }), similarCases(ctx, caseId), usedIn(ctx, caseId)])
  const asked = messages.items.find(({ author, visibility }) => author.kind === 'customer' && visibility === 'public')?.body ?? messages.items.at(-1)?.body ?? ''
  const solved = similar.items.filter(({ status }) => status.class === 'resolved' || status.class === 'closed')
  const [first, second, answers] = await Promise.all([
    byWords(ctx, found.subject, most), byWords(ctx, `${found.subject} ${asked}`.slice(0, MOST_WORDS), most),
    solved.length ? tables(ctx).selectFrom('knowledge_use as u').innerJoin('knowledge_entry as e', 'e.document_id', 'u.document_id').select(['e.id', 'e.document_id', 'u.case_id']).where('u.case_id', 'in', solved.map(({ id }) => id)).where('u.state', '=', 'sent')
      .where('e.active', '=', true).where('e.offered_until', '>', ctx.now).where('e.seen_by', '=', 'everyone').execute() : [],
  ])
  const suggestions = new Map<string, Suggestion & { score: number }>()
  const suggest = (article: Suggestion['article'], why: Suggestion['why'][number], score: number) => {
    const one = suggestions.get(article.id) ?? { article, why: [], usedIn: [], score: 0 }
    if (!one.why.includes(why)) one.why.push(why)
    one.score += score
    suggestions.set(article.id, one)
    return one
  }
  for (const list of [first, second]) for (const [rank, article] of list.entries()) suggest(article, 'words', 1 / (rank + 2))
  const numbers = new Map(solved.map(({ id, number }) => [id, number]))
  const entryIds = [...new Set(answers.map(({ id }) => id))]
  for (const article of await itemsOf(ctx, entryIds, [])) {
    for (const { case_id } of answers.filter(({ document_id }) => document_id === article.id)) {
      const one = suggest(article, 'similar', 0.5)
      if (!one.usedIn.some((known) => known.caseId === case_id)) one.usedIn.push({ caseId: case_id, number: numbers.get(case_id) ?? '' })
    }
  }
  const already = new Set(used.map(({ article }) => article.id))
  return { used, suggestions: [...suggestions.values()].filter(({ article }) => !already.has(article.id)).sort((one, other) => other.score - one.score).slice(0, most).map(({ article, why, usedIn: cases }) => ({ article, why, usedIn: cases })) }
}

async function usedIn(ctx: Ctx, caseId: string): Promise<CaseKnowledge['used']> {
  const rows = await tables(ctx).selectFrom('knowledge_use as u').innerJoin('knowledge_entry as e', 'e.document_id', 'u.document_id')
    .select(['e.document_id', 'e.kind', 'e.title_zh', 'e.title_en', 'e.number', 'e.active', 'u.message_id', 'u.staff_id', 'u.settled_at', 'u.at']).where('u.case_id', '=', caseId).where('u.state', '=', 'sent').orderBy('u.settled_at').limit(50).execute()
  const names = await namesOf(ctx, [...new Set(rows.map((row) => row.staff_id))])
  return rows.flatMap((row) => row.message_id ? [{ article: { id: row.document_id, kind: row.kind, title: { zh: row.title_zh, en: row.title_en }, number: row.number, active: row.active }, messageId: row.message_id, staff: { id: row.staff_id, name: names.get(row.staff_id) ?? '' }, at: row.settled_at ?? row.at }] : [])
}
