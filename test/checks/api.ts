import { createRequire } from 'node:module'
import { openapi } from '../../src/kernel/openapi.ts'
import { report } from './found.ts'
import { house } from './house.ts'

/** Every endpoint is printed, once, and the document is one that others' tools take. */

// The reader at /api/docs brings the validator of the specification's own schema; the document is judged by the same code that will show it.
const reader = createRequire(createRequire(import.meta.url).resolve('@scalar/fastify-api-reference'))
const { validate } = await import(reader.resolve('@scalar/openapi-parser')) as { validate: (document: unknown) => Promise<{ valid: boolean; errors?: { message: string; path?: unknown }[] }> }

const faults: string[] = []
const endpoints = house.flatMap((module) => (module.serves ?? []).flatMap((served) => Object.entries(served.contract).map(([name, endpoint]) => ({ via: `${module.name}.${name}`, ...endpoint, served, name }))))
const twice = <T>(of: readonly T[], keyOf: (one: T) => string, what: string, tell: (one: T) => string) => {
  const seen = new Map<string, T>()
  for (const one of of) {
    const before = seen.get(keyOf(one))
    if (before) faults.push(`${what} ${keyOf(one)} is ${tell(before)} and ${tell(one)}`)
    seen.set(keyOf(one), one)
  }
}
twice(endpoints, ({ via }) => via, 'the name', ({ method, path }) => `${method} ${path}`)
twice(endpoints, ({ method, path }) => `${method} ${path.replace(/:\w+/g, ':*')}`, 'the address', ({ via }) => via)

const permissions = new Set(house.flatMap((module) => module.permissions ?? []))
for (const { via, method, path, spec, served, name } of endpoints) {
  if (!(name in served.handlers) && !(name in (served.outside ?? {}))) faults.push(`${via}: nothing answers it`)
  if (spec.access !== 'public' && spec.access !== 'signed-in' && !permissions.has(spec.access)) faults.push(`${via}: no module declares its permission ${spec.access}`)
  const printed = (openapi([{ name: 'one', serves: [{ ...served, contract: { [name]: { method, path, spec } } }] }], '0')['paths'] as Record<string, Record<string, { parameters: { in: string; name: string }[] }>>)
  const [address = '', at = {}] = Object.entries(printed)[0] ?? []
  const named = [...address.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string).toSorted().join()
  const said = (at[method.toLowerCase()]?.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name).toSorted().join()
  if (named !== said) faults.push(`${via}: its path names {${named}}, its params {${said}}`)
}

const document = openapi(house, '0')
const printed = Object.values(document['paths'] as Record<string, object>).reduce((sum, methods) => sum + Object.keys(methods).length, 0)
if (printed !== new Set(endpoints.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':*')}`)).size) faults.push(`${printed} of ${endpoints.length} endpoints are printed`)
const { valid, errors = [] } = await validate(structuredClone(document))
if (!valid) faults.push(...errors.map(({ message, path }) => `${String(path ?? '')} ${message}`.trim()))
if (!errors.length && !valid) faults.push('the document is not valid OpenAPI 3.1')
report(faults, endpoints.filter(({ spec }) => !spec.about).length > 0 ? [`${endpoints.filter(({ spec }) => !spec.about).length} of ${endpoints.length} endpoints have no sentence about them`] : [])
