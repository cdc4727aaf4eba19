import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Slot, useFills } from '../../../../kernel/web/slot.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { cases, desk, merges } from '../../contract.ts'
import type { Case, Message } from '../../contract.ts'
import { complaintMove } from '../places.ts'
import { AssignDialog } from './AssignDialog.tsx'
import { CASE_READS, lastWordOf } from './case-cache.ts'
import type { ComposerHandle } from './Composer.tsx'
import { FirstResponderDialog } from './FirstResponderDialog.tsx'
import { HandOverDialog } from './HandOverDialog.tsx'
import { useKept } from './kept.ts'
import { MergeDialog } from './MergeDialog.tsx'
import { PromiseDialog } from './PromiseDialog.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { SolveDialog } from './SolveDialog.tsx'
import { useStatusClass } from './status-names.ts'
import type { SubjectHandle } from './SubjectLine.tsx'
import { useDeskWork } from './use-case-desk.ts'
import { useDeeds } from './use-deeds.ts'
import type { Deeds } from './use-deeds.ts'
import { useHandoverDeeds } from './use-handovers.ts'
import { useWorkspaceDeeds } from './use-workspace-deeds.tsx'
import type { WorkspaceAsk } from './use-workspace-deeds.tsx'

type Ask = 'assign' | 'hand-over' | 'merge' | 'first-responder' | 'remove' | 'promise'
type Asking = { kind: Ask } | { kind: 'complaint'; to: string } | { kind: 'solve'; to: string; withReply: boolean }

/** One case being worked on: its deeds, the dialogs they need, and the fields that keys jump to. */
export interface CaseWork {
  deeds: Deeds
  composer: React.RefObject<ComposerHandle | null>
  subject: React.RefObject<SubjectHandle | null>
  /** Moves it there; asks how it was solved first when it is. */
  moveTo: (to: string) => void
  /** Where solving leads from here; undefined when it can't. */
  solvesTo: string | undefined
  sendAndMove: (to: string) => void
  claim: () => void
  /** Takes back the answer that still waits to leave. */
  undo: () => void
  ask: (kind: Ask | WorkspaceAsk, /** For what the text guard holds back: why it is scheduled all the same. */ reason?: string) => void
  /** Whether the reader follows it, and the deed that changes that. */
  watching: boolean
  watch: () => void
  /** Quotes a message in the answer; without one the customer's last. */
  quote: (message?: Message) => void
  dialogs: ReactNode
}

/** @param left called when a deed of the reader took the case out of their hands, so that the next can open */
export function useCaseWork(it: Case | undefined, left: () => void = () => {}): CaseWork {
  const deeds = useDeeds()
  const { drafts, outbox } = useKept()
  const cache = useQueryClient()
  const { undoSeconds, promises } = useDeskWork(it?.id)
  const { offer } = useHandoverDeeds()
  const merge = useCall(merges.merge, { said: 'merge.merged' })
  const classOf = useStatusClass()
  const composer = useRef<ComposerHandle>(null)
  const subject = useRef<SubjectHandle>(null)
  const own = useWorkspaceDeeds(it, composer, left)
  const [asking, setAsking] = useState<(Asking & { of: string }) | null>(null)
  const close = () => setAsking(null)
  const promise = useCall(desk.promise, { said: 'case.promised', refresh: [...CASE_READS, desk.work] })
  // As it stands when the deed is done: an answer may have waited to be taken back meanwhile.
  const now = (of: Case): Case => cache.getQueryData<Case>(query(cases.get, { params: { id: of.id } }).queryKey) ?? of
  const solvesTo = it?.next.includes('solved') ? 'solved' : it?.next.find((to) => classOf(to, it.kind) === 'resolved')
  const isSolving = (to: string) => it?.status.class !== 'resolved' && classOf(to, it?.kind ?? '') === 'resolved'

  const asksAboutComplaint = useFills(complaintMove).length > 0
  const isAsked = (to: string) => asksAboutComplaint && it?.kind === 'complaint' && (to === 'confirmed' || classOf(to, it.kind) === 'closed')
  const move = async (of: Case, to: string, fields?: Parameters<typeof deeds.move>[2]) => {
    const moved = await deeds.move(of, to, fields)
    if (moved && ['resolved', 'closed'].includes(moved.status.class)) left()
    return moved
  }
  const assign = async (of: Case, to: Parameters<typeof deeds.assign>[1]) => {
    const given = await deeds.assign(of, to)
    if (given && of.handler && given.handler?.id !== of.handler.id) left()
    return given !== undefined
  }
  const moveTo = (to: string) => {
    if (!it) return
    if (isAsked(to)) setAsking({ kind: 'complaint', to, of: it.id })
    else if (isSolving(to)) setAsking({ kind: 'solve', to, withReply: false, of: it.id })
    // What was answered before the deed leaves before it.
    else void outbox.hurry(it.id).then(() => move(now(it), to))
  }
  const sendAndMove = (to: string) => {
    if (!it) return
    if (isSolving(to)) setAsking({ kind: 'solve', to, withReply: true, of: it.id })
    else void outbox.send(it.id, 'reply', undoSeconds).then((arrived) => { if (arrived) void move(now(it), to) })
  }
  const solve = async (to: string, withReply: boolean, solution: string, kind: Case['kind'] | undefined) => {
    if (!it) return true
    await outbox.hurry(it.id)
    const said = kind ? await deeds.change(it, { kind }) : it
    if (!said) return false
    if (withReply && !await outbox.send(it.id, 'reply')) return true
    return await move(now(said), to, { solution }) !== undefined
  }
  // A dialog belongs to the case it was opened for.
  const shown = it && asking?.of === it.id ? asking : null
  return {
    deeds, composer, subject, moveTo, solvesTo, sendAndMove,
    claim: () => { if (it?.may.includes('claim') && !deeds.busy.claim) void deeds.claim(it) },
    undo: () => {
      const waiting = it && drafts.of(it.id).unsent.findLast((one) => outbox.fateOf(one.key) === 'waiting')
      if (waiting && outbox.takeBack(it.id, waiting)) composer.current?.write('reply')
    },
    ask: (kind, reason) => {
      if (kind === 'schedule' || kind === 'snooze' || kind === 'macro' || kind === 'spam') own.ask(kind, reason)
      else if (it) setAsking({ kind, of: it.id })
    },
    watching: own.watching, watch: own.watch,
    quote: (message) => own.quote(message ?? (it && lastWordOf(cache, it.id))),
    dialogs: !it || !shown ? own.dialogs
      : shown.kind === 'solve' ? <SolveDialog of={it} to={shown.to} suggested={it.solution ?? (shown.withReply ? drafts.of(it.id).reply : '')} withReply={shown.withReply} busy={deeds.busy.move} done={(solution, kind) => solve(shown.to, shown.withReply, solution, kind)} close={close} />
      : shown.kind === 'complaint' ? <Slot of={complaintMove} props={{ caseId: it.id, to: shown.to, go: async (fields) => { await outbox.hurry(it.id); return await move(now(it), shown.to, fields) !== undefined }, close }} />
      : shown.kind === 'assign' ? <AssignDialog of={`${it.number} · ${it.subject}`} handlerId={it.handler?.id ?? null} teamId={it.team?.id ?? null} busy={deeds.busy.assign} done={(to) => assign(it, to)} close={close} />
      : shown.kind === 'hand-over' ? <HandOverDialog of={it} promises={promises} busy={offer.busy} done={async ({ dueAt, ...wish }) => await offer.run({ params: { id: it.id }, body: { ...wish, dueAt: dueAt.toISOString(), version: now(it).version } }) !== undefined} close={close} />
      : shown.kind === 'merge' ? <MergeDialog of={it} busy={merge.busy} done={async (intoCaseId) => await merge.run({ params: { id: it.id }, body: { intoCaseId, version: now(it).version } }) !== undefined} close={close} />
      : shown.kind === 'promise' ? <PromiseDialog of={it} busy={promise.busy} done={async ({ dueAt, ...wish }) => await promise.run({ params: { id: it.id }, body: { ...wish, dueAt: dueAt.toISOString() } }) !== undefined} close={close} />
      : shown.kind === 'remove' ? <RemoveDialog of={it} busy={deeds.busy.remove} done={async (reason) => await deeds.remove(it, reason) !== undefined} close={close} />
      : <FirstResponderDialog of={it} busy={deeds.busy.changeFirst} done={async (staffId, reason) => await deeds.changeFirst(it, staffId, reason) !== undefined} close={close} />,
  }
}
