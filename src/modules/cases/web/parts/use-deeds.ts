import { useQueryClient } from '@tanstack/react-query'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { cases } from '../../contract.ts'
import type { Case, ComplaintFields } from '../../contract.ts'
import { CASE_READS, keepCase } from './case-cache.ts'

/** The deeds on one case as buttons and keys need them; each answers the case as it is then, or undefined when it was refused. */
export function useDeeds() {
  const cache = useQueryClient()
  const done = (it: Case) => keepCase(cache, it)
  const refresh = CASE_READS
  const claim = useCall(cases.claim, { said: 'case.claimed', refresh, done })
  const assign = useCall(cases.assign, { said: 'case.assigned', refresh, done })
  const move = useCall(cases.move, { said: 'case.moved', refresh, done })
  const change = useCall(cases.change, { refresh, done })
  const remove = useCall(cases.remove, { said: 'case.was-removed', refresh, done })
  const restore = useCall(cases.restore, { said: 'case.was-restored', refresh, done })
  const changeFirst = useCall(cases.changeFirstResponder, { said: 'case.first-responder-was-changed', refresh, done })
  const of = ({ id }: Case) => ({ params: { id } })
  return {
    busy: { claim: claim.busy, assign: assign.busy, move: move.busy, change: change.busy, remove: remove.busy, restore: restore.busy, changeFirst: changeFirst.busy },
    claim: (it: Case) => claim.run({ ...of(it), body: { version: it.version } }),
    assign: (it: Case, to: { handlerId?: string | null; teamId?: string | null }) => assign.run({ ...of(it), body: { version: it.version, ...to } }),
    move: (it: Case, to: string, fields?: { solution?: string } & ComplaintFields) => move.run({ ...of(it), body: { to, version: it.version, ...(fields ? { fields } : {}) } }),
    change: (it: Case, changes: { subject?: string; kind?: Case['kind']; priority?: Case['priority']; customerId?: string; fields?: Case['fields'] }) => change.run({ ...of(it), body: { version: it.version, ...changes } }),
    remove: (it: Case, reason: string) => remove.run({ ...of(it), body: { version: it.version, reason } }),
    restore: (it: Case) => restore.run({ ...of(it), body: { version: it.version } }),
    changeFirst: (it: Case, staffId: string, reason: string) => changeFirst.run({ ...of(it), body: { version: it.version, staffId, reason } }),
  }
}
export type Deeds = ReturnType<typeof useDeeds>
