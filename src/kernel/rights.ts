import type { Module } from './module.ts'
import type { Rights } from './shell.ts'

/** The usual order of scopes, the widest first. */
const ORDER = ['all', 'line', 'team', 'led', 'queue', 'offered', 'own']
const place = (scope: string) => ORDER.includes(scope) ? ORDER.indexOf(scope) : ORDER.length

/** What a role can be made of: the permissions of these modules, each with the scopes that records of its noun or some shipped role know. */
export function rightsOf(modules: readonly Module[]): Rights {
  const scopes = new Map<string, Set<string>>()
  const known = (permission: string) => scopes.get(permission) ?? scopes.set(permission, new Set(['all'])).get(permission) as Set<string>
  const legs = new Map<string, string[]>()
  for (const resource of modules.flatMap((module) => module.resources ?? [])) {
    const noun = resource.read.split('.')[0] as string
    if (!legs.has(noun)) legs.set(noun, Object.keys(resource.legs))
  }
  for (const { permission, scope } of modules.flatMap((module) => Object.values(module.grants ?? {}).flat())) known(permission).add(scope)
  return {
    permissions: modules.flatMap(({ name, permissions = [] }) => permissions.map((permission) => ({
      permission, module: name, scopes: [...new Set([...known(permission), ...legs.get(permission.split('.')[0] as string) ?? []])].sort((a, b) => place(a) - place(b) || a.localeCompare(b)),
    }))),
    separations: modules.flatMap((module) => (module.separations ?? []).map(({ key, first, second }) => ({ key, first, second }))),
  }
}
