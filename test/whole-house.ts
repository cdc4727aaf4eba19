import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemActor } from '../src/kernel/actors.ts'
import type { Module } from '../src/kernel/module.ts'
import { modules } from '../src/modules/index.ts'
import { openFiles } from '../src/modules/files/index.ts'
import { addStaff, makeTeam, makeToken, openIdentity } from '../src/modules/people/index.ts'
import { openTestHouse } from './app.ts'

/** The whole product on a database of its own, with its real people, entered by their tokens. */
export async function openWholeHouse({ more = [], ...options }: NonNullable<Parameters<typeof openTestHouse>[1]> & { /** Modules that stand above all others. */ more?: readonly Module[] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-files-'))
  openFiles({ folder })
  const house = await openTestHouse({ modules: [...modules, ...more], openIdentity }, options)
  let count = 0
  const inUnit = <T>(run: Parameters<typeof house.work.unit<T>>[2]) => house.work.unit(systemActor, 'test', run)
  return {
    ...house,
    /** A team by name, made when it is not there. */
    team: (name: string) => inUnit((ctx) => makeTeam(ctx, { name })),
    /** Somebody new with a shipped role; speaks through a token of their own. */
    async hire(role: string, { teamId, name }: { teamId?: string; name?: string } = {}) {
      const nth = ++count
      const { id, token, called } = await inUnit(async (ctx) => {
        const staff = await addStaff(ctx, { name: name ?? `员工${nth}`, email: `person${nth}@example.com`, password: 'Quiet-harbour-57', roles: [{ key: role }], ...(teamId ? { teams: [{ id: teamId }] } : {}) })
        return { id: staff.id, called: staff.name, token: (await makeToken(ctx, { staffId: staff.id, name: 'test', scope: null })).token }
      })
      const headers = { authorization: `Bearer ${token}` }
      return {
        id, name: called, token, call: house.through(house.line(headers)),
        raw: (method: string, url: string, body?: unknown, more: Record<string, string> = {}) => house.app.inject({
          method: method as 'GET', url: `/api/v1${url}`, headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more }, ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      }
    },
    close: async () => { await house.close(); rmSync(folder, { recursive: true, force: true }) },
  }
}
