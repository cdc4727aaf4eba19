import type pg from 'pg'
import { connectDirect } from './connect.ts'

/** The role the application works as. It reads and writes rows, changes no tables, and can only add to the event log. */
export const APP_ROLE = 'shouwen_app'

/**
 * Makes the application's role when this user may, and gives it its rights on one schema: rows of all tables, sequences, functions, and the same
 * on what this user makes there later. The event log and each of its blocks are insert-only, the record of migrations read-only.
 * Call it again when blocks of the event log were added: a new table begins with all rights.
 *
 * @returns false when there is no such role and this user may not make it; then nothing is changed.
 */
export async function grantApp(client: pg.ClientBase, schema = 'public'): Promise<boolean> {
  const { rows } = await client.query<{ exists: boolean; makes: boolean; version: number }>(`
    select exists (select from pg_roles where rolname = $1) as exists, r.rolsuper or r.rolcreaterole as makes, current_setting('server_version_num')::int as version
    from pg_roles r where r.rolname = current_user`, [APP_ROLE])
  const { exists, makes, version } = rows[0]!
  if (!exists && !makes) return false
  // Roles belong to the whole cluster: another database's start may make it in the same moment.
  if (!exists) await client.query(`create role ${APP_ROLE} nologin`).catch((error) => { if (!['42710', '23505'].includes(error.code)) throw error })
  const member = await client.query<{ is: boolean }>('select pg_has_role(current_user, $1, $2) as is', [APP_ROLE, version >= 160_000 ? 'SET' : 'MEMBER'])
  if (!member.rows[0]!.is && makes) await client.query(`grant ${APP_ROLE} to current_user`)

  const name = client.escapeIdentifier(schema)
  await client.query(`
    begin;
    grant usage on schema ${name} to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema ${name} to ${APP_ROLE};
    grant usage, select on all sequences in schema ${name} to ${APP_ROLE};
    grant execute on all functions in schema ${name} to ${APP_ROLE};
    alter default privileges in schema ${name} grant select, insert, update, delete on tables to ${APP_ROLE};
    alter default privileges in schema ${name} grant usage, select on sequences to ${APP_ROLE};
    alter default privileges in schema ${name} grant execute on functions to ${APP_ROLE};
    do $$
    declare block regclass;
    begin
      if to_regclass('public.migration') is not null then revoke insert, update, delete, truncate on public.migration from ${APP_ROLE}; end if;
      if to_regclass('public.event_log') is not null then
        revoke update, delete, truncate on public.event_log from ${APP_ROLE};
        for block in select relid from pg_partition_tree('public.event_log') loop
          execute format('revoke update, delete, truncate on %s from ${APP_ROLE}', block);
        end loop;
      end if;
    end $$;
    commit`).catch(async (error) => {
    await client.query('rollback')
    throw error
  })
  return true
}

/**
 * The role to open the application's pool with: APP_ROLE when it exists, this user may take it on, and the URL leads to PostgreSQL itself.
 * PgBouncer refuses or ignores the parameter that sets it; then undefined, and the operator's user needs the same restrictions.
 */
export async function appRole(url: string): Promise<string | undefined> {
  let client: pg.Client
  try {
    client = await connectDirect(url, { applicationName: 'shouwen start', role: APP_ROLE })
  } catch (error) {
    // 22023: no such role; 42501: not ours to take; 08P01: PgBouncer knows no such parameter.
    if (['22023', '42501', '08P01'].includes((error as { code?: string }).code ?? '')) return undefined
    throw error
  }
  try {
    const { rows } = await client.query<{ user: string }>('select current_user as user')
    return rows[0]!.user === APP_ROLE ? APP_ROLE : undefined
  } finally { await client.end() }
}
