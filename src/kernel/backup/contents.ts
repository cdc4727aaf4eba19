import type pg from 'pg'

/** One table as it is copied: partitioned ones as a whole. */
export interface TableContents { schema: string; name: string; columns: string[] }
export interface Partition { schema: string; name: string; parent: string; bound: string }
export interface Sequence { schema: string; name: string; value: string; called: boolean }

/** Where the restored house writes its own record of migrations. */
const RECORDS_OF_MIGRATIONS = ['public.migration', 'graphile_worker.migrations']
const OURS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`

/** Every table with the columns that can be written: generated ones are computed again. */
export async function tablesOf(db: pg.ClientBase): Promise<TableContents[]> {
  const { rows } = await db.query<TableContents>(`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and not c.relispartition and ${OURS} group by 1, 2 order by 1, 2`)
  return rows.filter(({ schema, name }) => !RECORDS_OF_MIGRATIONS.includes(`${schema}.${name}`))
}

/** The parts of partitioned tables with their bounds: those of past months are not made anew by a fresh start. */
export async function partitionsOf(db: pg.ClientBase): Promise<Partition[]> {
  const { rows } = await db.query<Partition>(`
    select n.nspname as schema, c.relname as name, i.inhparent::regclass::text as parent, pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_inherits i on i.inhrelid = c.oid where c.relispartition and c.relkind = 'r' and ${OURS} order by 1, 2`)
  return rows
}

export async function sequencesOf(db: pg.ClientBase): Promise<Sequence[]> {
  const { rows: names } = await db.query<{ schema: string; name: string }>(`select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${OURS} order by 1, 2`)
  const found: Sequence[] = []
  for (const { schema, name } of names) {
    const { rows: [row] } = await db.query<{ value: string; called: boolean }>(`select last_value::text as value, is_called as called from ${quoted(schema, name)}`)
    found.push({ schema, name, ...row! })
  }
  return found
}

/** Foreign keys of whole tables, with the words that make them again. */
export async function foreignKeysOf(db: pg.ClientBase): Promise<{ table: string; name: string; made: string }[]> {
  const { rows } = await db.query<{ table: string; name: string; made: string }>(`
    select k.conrelid::regclass::text as table, k.conname as name, pg_get_constraintdef(k.oid) as made
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where k.contype = 'f' and k.conparentid = 0 and ${OURS}`)
  return rows
}

export const quoted = (...names: string[]): string => names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')
