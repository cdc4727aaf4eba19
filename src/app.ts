import { buildHouse } from './kernel/house.ts'
import type { HouseOptions } from './kernel/house.ts'
import { defineModule, on } from './kernel/module.ts'
import { modules } from './modules/index.ts'
import { openFiles } from './modules/files/index.ts'
import { CompanySetUp } from './modules/people/contract.ts'
import { openIdentity } from './modules/people/index.ts'

export interface AppOptions extends HouseOptions {
  filesFolder: string
  /** Called once, when the first administrator has been made through the set-up page. */
  onSetUp?: (wish: { demo: boolean }) => void
}

/** The roof: the house with all its modules. */
export function buildApp({ filesFolder, onSetUp, ...options }: AppOptions) {
  openFiles({ folder: filesFolder })
  const roof = defineModule({
    name: 'roof',
    listeners: onSetUp ? [on(CompanySetUp, 'roof.set-up', async (ctx, events) => { for (const { data } of events) ctx.afterCommit(() => onSetUp(data)) })] : [],
  })
  return buildHouse({ modules: [...modules, roof], openIdentity }, options)
}
