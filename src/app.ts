import { buildHouse } from './kernel/house.ts'
import type { HouseOptions } from './kernel/house.ts'
import { modules } from './modules/index.ts'
import { openFiles } from './modules/files/index.ts'
import { openIdentity } from './modules/people/index.ts'

/** The roof: the house with all its modules. */
export function buildApp({ filesFolder, ...options }: HouseOptions & { filesFolder: string }) {
  openFiles({ folder: filesFolder })
  return buildHouse({ modules, openIdentity }, options)
}
