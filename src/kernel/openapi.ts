import { z } from 'zod'
import type { Module } from './module.ts'
import { fieldMarks } from './contract.ts'

type Json = Record<string, unknown>
const PROBLEM = { $ref: '#/components/schemas/Problem' }
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: PROBLEM } } })

/** The public description of the API (OpenAPI 3.1), printed from the contracts that the server runs on. */
export function openapi(modules: readonly Pick<Module, 'name' | 'serves'>[], release: string): Json {
  const schemas: Json = {
    Problem: {
      type: 'object', required: ['type', 'title', 'status', 'code'],
      properties: {
        type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, code: { type: 'string', description: 'Stable, noun.reason' }, detail: { type: 'string' }, suggestion: { type: 'string' },
        errors: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } } } }, current: { description: 'The record as it is now' }, requestId: { type: 'string' },
      },
    },
  }
  const paths: Record<string, Json> = {}
  for (const { name: module, serves = [] } of modules) {
    for (const { contract } of serves) {
      for (const [name, { method, path, spec }] of Object.entries(contract)) {
        const at = (paths[`/api/v1${path.replace(/:(\w+)/g, '{$1}')}`] ??= {})
        at[method.toLowerCase()] = {
          operationId: `${module}.${name}`, tags: [module], ...(spec.about ? { summary: spec.about } : {}), 'x-permission': spec.access,
          security: spec.access === 'public' ? [] : [{ token: [] }, { session: [] }],
          parameters: [...parameters('path', spec.params, schemas), ...parameters('query', spec.query, schemas), ...(method === 'POST' ? [KEY] : [])],
          ...(spec.raw ? { requestBody: { required: true, content: Object.fromEntries(spec.raw.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])) } } : {}),
          ...(spec.body ? { requestBody: { required: true, content: { 'application/json': { schema: print(spec.body, 'input', schemas) } } } } : {}),
          responses: {
            [spec.status ?? 200]: { description: 'Done', content: spec.download ? { '*/*': { schema: { type: 'string', format: 'binary' } } } : { 'application/json': { schema: print(spec.response, 'input', schemas) } } },
            400: problem('Not understood: every wrong field'),
            ...(spec.access === 'public' ? {} : { 401: problem('Not signed in'), 403: problem('Not permitted') }),
            ...(spec.params ? { 404: problem('Not there, or not yours to see') } : {}),
            ...(method === 'GET' ? {} : { 409: problem('Stale version or lost race'), 422: problem('Refused by a rule: every reason') }),
          },
        }
      }
    }
  }
  return {
    openapi: '3.1.0', info: { title: 'Shouwen', version: release, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } }, paths,
    components: { schemas, securitySchemes: { token: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: 'shouwen.session_token' } } },
  }
}
const KEY = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 }, description: 'Sent again with the same body, the first answer comes back' }

/** A schema as JSON Schema; named ones move to the components and are pointed at. */
function print(schema: unknown, io: 'input' | 'output', schemas: Json): Json {
  const printed = z.toJSONSchema(schema as z.ZodType, { io, target: 'draft-2020-12', unrepresentable: 'any', cycles: 'ref', reused: 'inline', override: ({ zodSchema, jsonSchema }) => {
    const mark = fieldMarks.get(zodSchema as unknown as z.ZodType)
    if (mark) (jsonSchema as Json)['x-field-class'] = mark.fieldClass
  } }) as Json
  const { $schema: _, $defs, ...rest } = printed
  for (const [name, definition] of Object.entries(($defs ?? {}) as Json)) {
    const { id: _id, $id: __, ...body } = definition as Json
    schemas[name] = JSON.parse(JSON.stringify(body).replaceAll('#/$defs/', '#/components/schemas/')) as Json
  }
  const { id, $id: _own, ...body } = JSON.parse(JSON.stringify(rest).replaceAll('#/$defs/', '#/components/schemas/')) as Json
  if (typeof id !== 'string') return body
  schemas[id] = body
  return { $ref: `#/components/schemas/${id}` }
}

function parameters(where: 'path' | 'query', schema: unknown, schemas: Json): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = print(schema, 'input', schemas) as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, value]) => ({ name, in: where, required: where === 'path' || required.includes(name), schema: value }))
}
