import { openTestHouse } from '../../../test/app.ts'
import { call } from '../../kernel/client.ts'
import type { Endpoint, Answer, Sent, Spec } from '../../kernel/contract.ts'
import { systemActor } from '../../kernel/actors.ts'
import { SESSION_COOKIE } from './auth.ts'
import { addStaff } from './commands/add-staff.ts'
import { entry } from './contract.ts'
import { openIdentity, peopleModule } from './index.ts'

export const PASSWORD = 'Quiet-harbour-57'
export type PeopleHouse = Awaited<ReturnType<typeof openPeopleHouse>>

/** A house of people only, its staff entered through the front door. */
export async function openPeopleHouse() {
  const house = await openTestHouse({ modules: [peopleModule], openIdentity })
  let count = 0
  const browser = () => {
    let cookie = ''
    const send = async (method: string, url: string, body?: unknown, headers: Record<string, string> = {}) => {
      const answer = await house.app.inject({ method: method as 'GET', url, headers: { ...(cookie ? { cookie } : {}), 'x-shouwen-csrf': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { payload: JSON.stringify(body) }) })
      const set = answer.cookies.find((one) => one.name === SESSION_COOKIE)
      if (set) cookie = set.maxAge === 0 ? '' : `${SESSION_COOKIE}=${encodeURIComponent(set.value)}`
      return answer
    }
    return {
      raw: send,
      cookie: () => cookie,
      call: <S extends Spec>(endpoint: Endpoint<S>, request: Sent<S>): Promise<Answer<S>> => call(endpoint, request, { own: {
        headers: () => ({}),
        send: (async (url: string, init: { method: string; body?: string; headers: Record<string, string> }) => {
          const answer = await send(init.method, url, init.body === undefined ? undefined : JSON.parse(init.body), init.headers)
          return new Response(answer.rawPayload as unknown as BodyInit, { status: answer.statusCode })
        }) as unknown as typeof fetch,
      } }),
    }
  }
  return {
    ...house,
    browser,
    /** Somebody new with these roles. */
    hire: (roles: readonly string[] = ['agent'], more: Partial<Parameters<typeof addStaff>[1]> = {}) => house.work.unit(systemActor, 'test', (ctx) =>
      addStaff(ctx, { name: `员工${++count}`, email: `person${count}@example.com`, password: PASSWORD, roles: roles.map((key) => ({ key })), ...more })),
    /** A browser with that person's session. */
    async enter(email: string, password = PASSWORD) {
      const own = browser()
      await own.call(entry.signIn, { body: { email, password } })
      return own
    },
  }
}
