import { Kysely, sql, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { OperatorNode, PrimitiveValueListNode } from 'kysely'
import type { BinaryOperationNode, CompiledQuery, QueryResult, SqlBool } from 'kysely'
import type pg from 'pg'
import type { Statement } from './context.ts'

/** One connection for one unit: what is read is awaited, what is only written is gathered and sent together. */
export interface Transaction {
  db: Kysely<object>
  send: (statement: Statement) => void
  /** Runs a part that may fail alone: what it wrote is taken back when it throws. */
  attempt: <T>(run: () => Promise<T>) => Promise<T>
  /** Sends what was gathered and the end of the transaction; answers the database's word for how it ended. */
  commit: () => Promise<string>
}

// Writes are few and always the same: prepared once a connection they cost the server half. Reads are planned anew, for their best plan depends on the values;
// a look-up by key says so with `lookUp`, for planning it costs more than running it (one case with its names: 2.0 of 2.2 ms).
const MARK = '/* look-up */'
const names = new Map<string, string>()
const MOST_NAMES = 1_000
function nameOf(text: string): string | undefined {
  if (!/^(insert|update|delete|with w0|select \/\* look-up)/.test(text)) return undefined
  let name = names.get(text)
  if (!name && names.size < MOST_NAMES) names.set(text, name = `s${names.size}`)
  return name
}

/** Stands right after `select` (`modifyFront(lookUp)`) where rows are found by key, so that the same plan is best for all values. */
export const lookUp = sql.raw(MARK)
/** The column holds one of these ids; one text for any number of them, which a kept plan needs. */
export const among = (column: string, ids: readonly string[]) => sql<SqlBool>`${sql.ref(column)} = any(${ids}::uuid[])`

/** So many statements, and so many values, go into one. */
const MOST_JOINED = 16
const MOST_VALUES = 2_000
const joinedTexts = new Map<string, string>()
/** Several writes as one statement: the server plans and runs it once (docs/adr/0004). */
function join(statements: readonly Statement[]): Statement {
  if (statements.length === 1) return statements[0] as Statement
  const key = statements.map(({ text }) => text).join('\n')
  let text = joinedTexts.get(key)
  if (!text) {
    let before = 0
    text = `with ${statements.map((one, at) => {
      const part = `w${at} as (${one.text.replace(/\$(\d+)/g, (_, place: string) => `$${Number(place) + before}`)})`
      before += one.values.length
      return part
    }).join()} select 1`
    if (joinedTexts.size < 500) joinedTexts.set(key, text)
  }
  return { text, values: statements.flatMap((one) => one.values) }
}

/** A list of values goes as one array: planning a hundred values one by one takes longer than reading their rows, and every length would be a text of its own. */
class Compiler extends PostgresQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const { operator, rightOperand: values } = node
    const word = OperatorNode.is(operator) && PrimitiveValueListNode.is(values) ? { 'in': '= any', 'not in': '<> all' }[String(operator.operator)] : undefined
    if (!word) return super.visitBinaryOperation(node)
    this.visitNode(node.leftOperand)
    this.append(` ${word}(`)
    this.appendValue((values as PrimitiveValueListNode).values)
    this.append(')')
  }
}
const compiler = new Compiler()
const nothing = async () => {}

/** Begins a transaction; everything that follows goes down the same connection without waiting for the answer before. */
export function openTransaction(client: pg.PoolClient, begin: string, named: boolean): Transaction {
  const sent: Promise<unknown>[] = []
  let gathered: Statement[] = []
  const corked = cork(client)
  const query = ({ text, values }: Statement): Promise<pg.QueryResult> => {
    corked()
    const name = named ? nameOf(text) : undefined
    return client.query({ text, values: values as unknown[], ...(name ? { name } : {}) })
  }
  const post = (statement: Statement): void => {
    const going = query(statement)
    going.catch(() => {})
    sent.push(going)
  }
  function flush(): void {
    const all = gathered
    gathered = []
    for (let from = 0; from < all.length;) {
      let to = from
      let count = 0
      while (to < all.length && to - from < MOST_JOINED && (to === from || count + (all[to] as Statement).values.length <= MOST_VALUES)) count += (all[to++] as Statement).values.length
      post(join(all.slice(from, to)))
      from = to
    }
  }
  const connection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      flush()
      const result = await query({ text: sql, values: parameters })
      return { rows: result.rows as R[], ...(result.command === 'SELECT' ? {} : { numAffectedRows: BigInt(result.rowCount ?? 0) }) }
    },
    // eslint-disable-next-line require-yield
    async *streamQuery() { throw new Error('streaming is not offered inside a unit') },
  }
  post({ text: begin, values: [] })
  return {
    db: new Kysely<object>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => compiler,
        createDriver: () => ({ init: nothing, destroy: nothing, acquireConnection: async () => connection, releaseConnection: nothing, beginTransaction: nothing, commitTransaction: nothing, rollbackTransaction: nothing }),
      },
    }),
    send(statement) {
      if (statement.apart) { gathered.push(statement); return }
      flush()
      post(statement)
    },
    async attempt(run) {
      flush()
      post({ text: 'savepoint part', values: [] })
      const mine = sent.length
      try {
        const result = await run()
        flush()
        await Promise.all(sent.slice(mine))
        post({ text: 'release savepoint part', values: [] })
        return result
      } catch (error) {
        gathered = []
        await Promise.allSettled(sent.splice(mine))
        await query({ text: 'rollback to savepoint part', values: [] })
        throw error
      }
    },
    async commit() {
      flush()
      const ending = query({ text: 'commit', values: [] })
      ending.catch(() => {})
      await Promise.all(sent)
      return (await ending).command
    },
  }
}

/** Holds what is written to the socket until the running piece of code ends, so that a unit's statements leave in one packet. */
function cork(client: pg.PoolClient): () => void {
  const { stream } = (client as unknown as { connection: { stream: { cork: () => void; uncork: () => void } } }).connection
  let held = false
  return () => {
    if (held) return
    held = true
    stream.cork()
    process.nextTick(() => { held = false; stream.uncork() })
  }
}
