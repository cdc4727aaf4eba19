import type { FastifyInstance } from 'fastify'
import type { Auth } from './auth.ts'

/** The address to which the identity provider sends people back. The only one of the sign-in library's own that is reachable. */
export function mountProvider(app: FastifyInstance, auth: Auth): void {
  if (!auth.provider) return
  app.get('/api/auth/callback/oidc', { config: { via: 'people.signInElsewhere', access: 'public', rateLimit: { max: 120, timeWindow: 60_000 } } as never }, async (request, reply) => {
    const { baseURL } = await auth.$context
    const headers = new Headers({ cookie: request.headers.cookie ?? '', 'user-agent': String(request.headers['user-agent'] ?? '').slice(0, 300) })
    const answer = await auth.handler(new Request(new URL(`${new URL(baseURL).origin}${request.url}`), { headers }))
    for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
    const location = answer.headers.get('location')
    if (location) return reply.redirect(location, 302)
    return reply.code(answer.status >= 500 ? 502 : 400).header('cache-control', 'no-store').send('')
  })
}
