import { tablesOf } from '../../kernel/context.ts'

export interface SearchEntryRow { id: string; kind: string; length: number; words: string }
export const tables = tablesOf<{ search_entry: SearchEntryRow }>()
