import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { buildApp } from '../../src/app.ts'
import { systemActor } from '../../src/kernel/actors.ts'
import { openGround } from '../../src/kernel/ground.ts'
import { addStaff, makeTeam, makeToken } from '../../src/modules/people/index.ts'

/** A whole product of its own in a folder of its own, with the shipped durability, for one benchmark. */
export async function openBenchServer({ connections = 16, home = mkdtempSync(join(tmpdir(), 'shouwen-bench-')), keep = false }: { connections?: number; home?: string; keep?: boolean } = {}) {
  const silent = pino({ level: 'silent' })
  const ground = await openGround({ SHOUWEN_HOME: home }, { log: silent })
  const house = await buildApp({ databaseUrl: ground.databaseUrl, directUrl: ground.directUrl, secret: ground.secret, filesFolder: ground.filesFolder, logger: pino({ level: 'error' }, pino.destination(2)), connections })
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
  const running = await house.start()
  let count = 0
  return {
    house, ground, address,
    hire: (role: string, teamId?: string) => house.work.unit(systemActor, 'bench', async (ctx) => {
      const staff = await addStaff(ctx, { name: `bench ${++count}`, email: `bench${count}-${Date.now()}@example.com`, password: 'Quiet-harbour-57', roles: [{ key: role }], ...(teamId ? { teams: [{ id: teamId }] } : {}) })
      return { id: staff.id, token: (await makeToken(ctx, { staffId: staff.id, name: 'bench', scope: null })).token }
    }),
    team: (name: string) => house.work.unit(systemActor, 'bench', (ctx) => makeTeam(ctx, { name })),
    async close() {
      await running.stop()
      await house.close()
      await ground.close()
      if (!keep) rmSync(home, { recursive: true, force: true })
    },
  }
}
