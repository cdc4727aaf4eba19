import { sightOf } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { startOfDay } from '../../kernel/days.ts'
import { invalid } from '../../kernel/errors.ts'
import { companyZone } from '../../kernel/frame.ts'
import type { CountQuery, Hit, SearchQuery, Shown } from './contract.ts'
import { bestCursor, newestCursor, readBest, readNewest } from './cursor.ts'
import type { BestCursor } from './cursor.ts'
import { excerptOf, titleOf } from './excerpt.ts'
import { gather } from './gather.ts'
import type { Hunt } from './gather.ts'
import { everyWord } from './matching.ts'
import { bestOf } from './scoring.ts'
import { searchableKinds } from './declared.ts'
import type { FoundBy, Searchable } from './declared.ts'
import { frequenciesOf } from './tally.ts'
import type { Frequencies } from './tally.ts'
import type { Asked } from './words.ts'
import { askedWords } from './words.ts'

type Found = Searchable & { found: FoundBy }
interface Aim { of: Found; asked: Asked; hunt: Omit<Hunt, 'words' | 'hold' | 'sure' | 'entries'> }
type Bounds = Pick<CountQuery, 'from' | 'to'>

/** A page of everything in the reader's sight that is meant by `q`. @throws AppError invalid `search.no-words`, `search.unknown-kind`, `list.bad-cursor` */
export async function find(ctx: Ctx, query: SearchQuery): Promise<{ items: Hit[]; nextCursor: string | null; complete: boolean }> {
  const aims = aimsOf(ctx, query)
  // A page is short work: starting helpers for it takes longer than all of it.
  ctx.send({ text: 'set local max_parallel_workers_per_gather = 0', values: [] })
  return query.order === 'best' ? findBest(ctx, aims, query) : findNewest(ctx, aims, query)
}

/** Of each kind how many records are meant, counted up to a hundred. */
export async function count(ctx: Ctx, query: CountQuery): Promise<{ kinds: { kind: string; count: number; more: boolean }[] }> {
  const aims = aimsOf(ctx, query, true)
  ctx.send({ text: 'set local max_parallel_workers_per_gather = 0', values: [] })
  return {
    kinds: await Promise.all((await counted(ctx, aims)).map(async ({ of: { kind }, asked, hunt, counts }) => {
      const { ids, more } = await gather(ctx, { ...hunt, ...everyWord(asked, counts) }, { before: null, limit: COUNTED })
      return { kind, count: ids.length, more }
    })),
  }
}
const COUNTED = 100

const counted = async (ctx: Ctx, aims: readonly Aim[]): Promise<(Aim & { counts: Frequencies })[]> => {
  const all = aims.length ? await frequenciesOf(ctx, aims.map(({ of: { kind }, asked }) => ({ kind, asked }))) : []
  return aims.map((aim, at) => ({ ...aim, counts: all[at] as Frequencies }))
}

/** What is looked for where: the kinds asked for, or all, of which the reader may see any. */
function aimsOf(ctx: Ctx, { q, kind, from, to }: { q: string; kind?: string | undefined } & Bounds, every = false): Aim[] {
  const known = searchableKinds().filter((of): of is Found => of.found !== undefined).sort((one, other) => one.found.order - other.found.order)
  const wanted = kind?.split(',')
  const stray = wanted?.find((one) => !known.some((of) => of.kind === one))
  if (stray !== undefined) throw invalid('kind', 'search.unknown-kind', { kind: stray, known: known.map((of) => of.kind).join(', ') })
  const zone = ctx.settings.get(companyZone)
  const seen = known.filter(({ found }) => sightOf(ctx.actor, found.seen.permission, found.seen.resource).length > 0)
  const of = seen.filter((one) => wanted ? wanted.includes(one.kind) : every || !seen.some((other) => other.kind === one.found.partOf))
  const aims = of.flatMap((one): Aim[] => {
    const asked = askedWords(one.kind, q, one.codesOf?.(ctx, q))
    return asked ? [{ of: one, asked, hunt: {
      kind: one.kind, table: one.table ?? one.kind, elsewhere: one.found.seen.table !== (one.table ?? one.kind), seen: one.found.seen,
      ...(from ? { from: startOfDay(zone, from) } : {}), ...(to ? { to: startOfDay(zone, to, 1) } : {}),
    } }] : []
  })
  if (!aims.length && askedWords('', q) === null) throw invalid('q', 'search.no-words')
  return aims
}

async function findNewest(ctx: Ctx, aims: readonly Aim[], { cursor, limit }: SearchQuery) {
  const before = cursor ? readNewest(cursor) : null
  const pages = await Promise.all((await counted(ctx, aims)).map(async ({ of, asked, hunt, counts }) => {
    const { ids, more } = await gather(ctx, { ...hunt, ...everyWord(asked, counts) }, { before, limit })
    return { of, asked, ids, more }
  }))
  const merged = pages.flatMap(({ of, asked, ids }) => ids.map((id) => ({ id, of, asked }))).sort((one, other) => one.id < other.id ? 1 : -1)
  const page = merged.slice(0, limit)
  const last = page.at(-1)
  const more = merged.length > limit || pages.some((one) => one.more)
  return { items: await shown(ctx, page), nextCursor: more && last ? newestCursor(last.id) : null, complete: true }
}

async function findBest(ctx: Ctx, aims: readonly Aim[], { cursor, limit }: SearchQuery) {
  // The counts change while one reads; a later page weighs as the first one did.
  const mark: BestCursor | null = cursor ? readBest(cursor) : null
  const pages = await Promise.all((await counted(ctx, aims)).map(async ({ of, asked, hunt, counts: now }) => {
    const kept = mark?.counts[of.kind]
    const counts = kept && kept.of.length === asked.tokens.length ? kept : now
    return { of, asked, counts, ...await bestOf(ctx, asked, counts, hunt, { after: mark?.after ?? null, limit }) }
  }))
  const merged = pages.flatMap(({ of, asked, best }) => best.map((one) => ({ ...one, of, asked })))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? 1 : -1))
  const page = merged.slice(0, limit)
  const last = page.at(-1)
  const more = merged.length > limit || pages.some((one) => one.more)
  const counts = Object.fromEntries(pages.map((one) => [one.of.kind, { ...one.counts, of: [...one.counts.of] }]))
  return { items: await shown(ctx, page), nextCursor: more && last ? bestCursor({ after: { id: last.id, score: last.score }, counts }) : null, complete: pages.every((one) => one.complete) }
}

/** The records as they are now, kind by kind, in the order of the page. */
async function shown(ctx: Ctx, page: readonly { id: string; of: Found; asked: Asked }[]): Promise<Hit[]> {
  const byKind = await Promise.all([...Map.groupBy(page, (one) => one.of)].map(async ([of, ones]) => [of, new Map((await of.found.show(ctx, ones.map((one) => one.id))).map((one) => [one.id, one]))] as const))
  const all = new Map(byKind)
  return page.flatMap(({ id, of, asked }) => {
    const one = all.get(of)?.get(id)
    return one ? [hitOf(of.kind, one, asked)] : []
  })
}

function hitOf(kind: string, { id, path, title, texts = [], number = null, status = null, who = null, reach = [], at }: Shown, asked: Asked): Hit {
  const tokens = asked.tokens.map(({ token }) => token.slice(2))
  return { id, kind, path, title: titleOf(title, tokens), excerpt: excerptOf(texts, tokens), number, status, who, reach: [...reach], at }
}
