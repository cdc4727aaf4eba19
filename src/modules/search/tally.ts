import { sql } from 'kysely'
import { lookUp } from '../../kernel/transaction.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Asked } from './words.ts'

/** How the words of one kind's entries change in a unit: gathered in memory, written once. */
export interface Tally {
  kind: string
  /** An entry as it will be and as it was; `undefined` where there is or was none. */
  count: (after: Said | undefined, before: Said | undefined) => void
  /** Writes what changed; the lock of `indexNow` keeps other writers of the kind away. */
  send: (ctx: Pick<Ctx, 'send'>) => void
}
interface Said { length: number; spoken: readonly string[] }

export function openTally(kind: string): Tally {
  const changes = new Map<string, number>()
  let [entries, length] = [0, 0]
  const add = ({ spoken, length: tokens }: Said, sign: 1 | -1) => {
    entries += sign
    length += sign * tokens
    for (const word of spoken) changes.set(word, (changes.get(word) ?? 0) + sign)
  }
  return {
    kind,
    count(after, before) {
      if (after) add(after, 1)
      if (before) add(before, -1)
    },
    send(ctx) {
      const changed = [...changes].filter(([, by]) => by).sort(([one], [other]) => one < other ? -1 : 1)
      if (changed.length) ctx.send({ text: COUNT, values: [changed.map(([word]) => word), changed.map(([, by]) => by)] })
      const fewer = changed.flatMap(([word, by]) => by < 0 ? [word] : [])
      if (fewer.length) ctx.send({ text: 'delete from search_word where word = any($1::text[]) and entries <= 0', values: [fewer] })
      if (entries || length) ctx.send({ text: SUM, values: [kind, entries, length] })
    },
  }
}

const COUNT = `insert into search_word (word, entries) select word, by from unnest($1::text[], $2::int[]) as changed (word, by)
  on conflict (word) do update set entries = search_word.entries + excluded.entries`
const SUM = `insert into search_kind (kind, entries, length) values ($1, $2, $3)
  on conflict (kind) do update set entries = search_kind.entries + excluded.entries, length = search_kind.length + excluded.length`

/** How common what is asked for is: entries of the kind, tokens in all of them, and for each asked token the entries that hold it. */
export interface Frequencies { entries: number; length: number; of: readonly number[] }

/** A beginning may stand for very many words; the first of them tell enough. */
const MOST_WORDS = 2_000

export async function frequencies(ctx: Ctx, kind: string, asked: Pick<Asked, 'tokens'>): Promise<Frequencies> {
  return (await frequenciesOf(ctx, [{ kind, asked }]))[0] as Frequencies
}

/** Of several kinds in one statement. */
export async function frequenciesOf(ctx: Ctx, kinds: readonly { kind: string; asked: Pick<Asked, 'tokens'> }[]): Promise<Frequencies[]> {
  const tokens = kinds.flatMap(({ asked }) => asked.tokens)
  const whole = [...new Set(tokens.flatMap(({ token, prefix }) => prefix ? [] : [token]))]
  const begun = [...new Set(tokens.flatMap(({ token, prefix }) => prefix ? [token] : []))]
  const { rows } = await sql<{ word: string; entries: number; length: number }>`select ${lookUp} kind as word, entries::float8 as entries, length::float8 as length from search_kind where kind = any(${kinds.map(({ kind }) => kind)}::text[])
    union all select word, entries::float8, 0 from search_word where word = any(${whole}::text[])
    union all select b.word || '*', coalesce(sum(w.entries), 0)::float8, 0 from unnest(${begun}::text[]) b (word)
      cross join lateral (select entries from search_word where word >= b.word collate "C" and word < (b.word || ${'\u{10ffff}'}::text) collate "C" limit ${sql.lit(MOST_WORDS)}) w group by b.word`.execute(ctx.db)
  const known = new Map(rows.map((row) => [row.word, row]))
  return kinds.map(({ kind, asked }) => {
    const { entries = 0, length = 0 } = known.get(kind) ?? {}
    return { entries, length, of: asked.tokens.map(({ token, prefix }) => Math.min(entries, known.get(prefix ? `${token}*` : token)?.entries ?? 0)) }
  })
}
