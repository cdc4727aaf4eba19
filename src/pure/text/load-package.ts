/** The little of Node that is used, stated here so that a browser program may hold and check this library without Node's types. */
type Node = {
  getBuiltinModule(name: 'node:module'): { createRequire(from: string): ((name: string) => unknown) & { resolve(name: string): string } }
  getBuiltinModule(name: 'node:fs'): { readFileSync(path: string): Uint8Array }
}

const loaded = new Map<string, unknown>()

/** An installed package, loaded when it is first needed; at once, and only in Node. */
export function loadPackage<Package>(name: string): Package {
  if (!loaded.has(name)) loaded.set(name, packageRequire()(name))
  return loaded.get(name) as Package
}

/** Bytes of a file inside an installed package. Only in Node. */
export function packageFile(name: string): Uint8Array {
  return node().getBuiltinModule('node:fs').readFileSync(packageRequire().resolve(name))
}

const node = () => (globalThis as unknown as { process: Node }).process
const packageRequire = () => node().getBuiltinModule('node:module').createRequire(import.meta.url)
