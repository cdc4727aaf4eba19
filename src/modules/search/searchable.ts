import { on } from '../../kernel/module.ts'
import type { Listener } from '../../kernel/module.ts'
import { declare } from './declared.ts'
import type { Searchable } from './declared.ts'
import { indexNow } from './index-records.ts'

/** Makes a kind of record findable: the listener it answers writes their entries, within a second after the unit that changed them. */
export function searchable(of: Searchable): Listener {
  declare(of)
  return on(of.events, `search.${of.kind}`, async (ctx, events) => {
    await indexNow(ctx, of.kind, of.idsOf ? await of.idsOf(ctx, events) : events.map((event) => event.subjectId))
  })
}
