import reference from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'

/** A reader for the API's description at /api/docs, from the package, with nothing fetched from elsewhere. */
export async function readApiReference(app: FastifyInstance): Promise<void> {
  await app.register(reference, {
    routePrefix: '/api/docs',
    configuration: { url: '/api/openapi.json', title: 'Shouwen API', withDefaultFonts: false, telemetry: false },
    hooks: {
      // The reader writes styles and a small script of its own into the page.
      onRequest: (_request, reply, done) => {
        void reply.header('content-security-policy', "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'")
        done()
      },
    },
  })
}
