import { useState } from 'react'
import type { ReactNode } from 'react'
import { ask as askSure, toast } from '../../../../kernel/web/toast.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case, Message } from '../../contract.ts'
import { workspace } from '../../desk/contract.ts'
import { quoted } from '../../desk/rules.ts'
import type { ComposerHandle } from './Composer.tsx'
import { useKept } from './kept.ts'
import { MacroDialog } from './MacroDialog.tsx'
import { SpamDialog } from './SpamDialog.tsx'
import { useWorkspace, WORKSPACE_READS } from './use-workspace.ts'
import { WhenDialog } from './WhenDialog.tsx'

export type WorkspaceAsk = 'schedule' | 'snooze' | 'macro' | 'spam'

/** What the workspace does with the case that is open: later answers, putting aside, macros, following, spam, quoting. */
export function useWorkspaceDeeds(it: Case | undefined, composer: React.RefObject<ComposerHandle | null>, left: () => void) {
  const t = useT()
  const { staff } = useSession()
  const { drafts, sync } = useKept()
  const { watching, canBlock } = useWorkspace(it?.id)
  const refresh = WORKSPACE_READS
  const schedule = useCall(workspace.scheduleReply, { said: 'case.was-scheduled', refresh })
  const snooze = useCall(workspace.snooze, { said: 'case.was-snoozed', refresh })
  const watch = useCall(workspace.watch, { said: 'case.watched', refresh })
  const unwatch = useCall(workspace.unwatch, { said: 'case.unwatched', refresh })
  const macro = useCall(workspace.runMacro, { refresh })
  const spam = useCall(workspace.markSpam, { refresh })
  const notSpam = useCall(workspace.notSpam, { said: 'case.spam-undone', refresh })
  const [asking, setAsking] = useState<{ kind: WorkspaceAsk; of: string; /** Why an answer that the text guard holds back leaves all the same. */ reason?: string } | null>(null)
  const close = () => setAsking(null)

  const sendLater = async (of: Case, at: Date, unlessWritten: boolean, guardReason: string | undefined) => {
    await sync.flush(of.id)
    const draftVersion = await sync.versionSent(of.id, 'reply')
    const { reply, files } = drafts.of(of.id)
    const done = await schedule.run({ params: { id: of.id }, body: { body: reply, attachments: [...files.reply], sendAt: at.toISOString(), unlessWritten, ...(draftVersion ? { draftVersion } : {}), ...(guardReason ? { guardReason } : {}) } })
    if (!done) return false
    drafts.keep(of.id, { reply: '', then: null, files: { ...drafts.of(of.id).files, reply: [] } })
    if (draftVersion) sync.wasSent(of.id, 'reply', draftVersion)
    return true
  }
  const runMacro = async (of: Case, key: string) => {
    const done = await macro.run({ params: { id: of.id }, body: { key, version: of.version } })
    if (!done) return false
    if (done.text && done.visibility) {
      composer.current?.put(done.visibility === 'public' ? 'reply' : 'note', done.text)
      if (done.moveAfter) drafts.keep(of.id, { then: done.moveAfter })
    } else toast.done(t('macro.done'))
    if (done.did.includes('snooze')) left()
    return true
  }
  const markSpam = async (of: Case, block: 'address' | 'domain' | undefined) => {
    const done = await spam.run({ params: { id: of.id }, body: { version: of.version, ...(block ? { block } : {}) } })
    if (!done) return false
    left()
    void askSure({ title: t('case.spam-done'), text: t(done.blocked ? 'case.spam-done-blocked' : 'case.spam-done-text'), yes: t('case.spam-undo'), no: t('case.spam-keep') }).then((undo) => { if (undo) void notSpam.run({ params: { id: of.id }, body: {} }) })
    return true
  }
  const kind = it && asking?.of === it.id ? asking.kind : null
  const dialogs: ReactNode = !it || !kind ? null
    : kind === 'schedule' ? <WhenDialog purpose="send" busy={schedule.busy} close={close} done={(at, unlessWritten) => at ? sendLater(it, at, unlessWritten, asking?.reason) : Promise.resolve(false)} />
    : kind === 'snooze' ? <WhenDialog purpose="snooze" busy={snooze.busy} close={close} done={async (until) => { const done = await snooze.run({ params: { id: it.id }, body: { until: until?.toISOString() ?? null } }) !== undefined; if (done) left(); return done }} />
    : kind === 'macro' ? <MacroDialog of={it} busy={macro.busy} close={close} run={({ key }) => runMacro(it, key)} />
    : <SpamDialog of={it} canBlock={canBlock} busy={spam.busy} close={close} done={(block) => markSpam(it, block)} />
  return {
    dialogs, watching,
    ask: (wanted: WorkspaceAsk, reason?: string) => {
      if (!it || (wanted === 'schedule' && drafts.of(it.id).reply.trim() === '')) return
      setAsking({ kind: wanted, of: it.id, ...(reason ? { reason } : {}) })
    },
    watch: () => { if (it && staff && !watch.busy && !unwatch.busy) void (watching ? unwatch.run({ params: { id: it.id, itemId: staff.id } }) : watch.run({ params: { id: it.id }, body: {} })) },
    /** Quotes what is marked on the page, else the whole message; without one the customer's last word. */
    quote: (message: Message | undefined) => {
      const marked = getSelection()?.toString().trim() ?? ''
      const text = marked || message?.body || ''
      if (text) composer.current?.put('reply', quoted(text, message && !marked ? message.author.name || t(`case.author.${message.author.kind}`) : ''))
    },
  }
}
