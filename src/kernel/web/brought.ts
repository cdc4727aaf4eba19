import { useContext, useMemo } from 'react'
import { useCan } from './session.tsx'
import { WebModules } from './web-modules.ts'
import { MENU_GROUPS, type Command, type MenuItem, type RecordSearch, type RowDeed, type WebModule } from './web-module.ts'

/** Everything of one sort that the modules bring and the reader may use. */
export const useBrought = <T extends { permission?: string }>(of: (module: WebModule) => readonly T[] | undefined): readonly T[] => {
  const modules = useContext(WebModules)
  const can = useCan()
  return useMemo(() => modules.flatMap((module) => of(module) ?? []).filter((one) => !one.permission || can(one.permission)), [modules, can, of])
}

const menuOf = (module: WebModule) => module.menu
const commandsOf = (module: WebModule) => module.commands
const searchesOf = (module: WebModule) => module.searches

/** The reader's menu, group by group, each in its order. */
export function useMenu(): readonly { group: (typeof MENU_GROUPS)[number]; items: readonly MenuItem[] }[] {
  const items = useBrought(menuOf)
  return useMemo(() => MENU_GROUPS
    .map((group) => ({ group, items: items.filter((item) => item.group === group).sort((a, b) => a.order - b.order) }))
    .filter((block) => block.items.length > 0), [items])
}
const rowDeedsOf = (module: WebModule) => module.rowDeeds
/** What modules above do with chosen rows of a list. */
export function useRowDeeds(list: string): readonly RowDeed[] {
  const all = useBrought(rowDeedsOf)
  return useMemo(() => all.filter((one) => one.list === list), [all, list])
}
export const useCommands = (): readonly Command[] => useBrought(commandsOf)
export function useSearches(): readonly RecordSearch[] {
  const searches = useBrought(searchesOf)
  return useMemo(() => searches.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0)), [searches])
}
