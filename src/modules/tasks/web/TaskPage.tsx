import './tasks.css'
import { CheckOutlined, ClockCircleOutlined, SwapOutlined, UserAddOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Moment, RelativeTime } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import { tasks } from '../contract.ts'
import type { Task, TaskDeed } from '../contract.ts'
import { titleIn } from '../rules.ts'
import { About } from './parts/About.tsx'
import { ChangeTask } from './parts/ChangeTask.tsx'
import { OutcomeDialog } from './parts/OutcomeDialog.tsx'
import { ReassignDialog } from './parts/ReassignDialog.tsx'
import { SnoozeDialog } from './parts/SnoozeDialog.tsx'
import { DueText, OwnerText, TaskStateTag } from './parts/tags.tsx'
import { useTaskKeys } from './parts/use-task-keys.ts'

/** One task: what is to be done, for what, by whom and by when; every deed has a key. */
export function TaskPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: of } = useQuery(query(tasks.get, { params: { id } }))
  const [open, setOpen] = useState<TaskDeed | null>(null)
  const claim = useCall(tasks.claim, { said: 'task.claimed' })
  const finish = useCall(tasks.finish, { said: 'task.finished' })
  const cancel = useCall(tasks.cancel, { said: 'task.was-cancelled' })
  const snooze = useCall(tasks.snooze, { said: 'task.was-snoozed' })
  const reassign = useCall(tasks.reassign, { said: 'task.reassigned' })
  const close = () => setOpen(null)
  const doClaim = () => void claim.run({ params: { id }, body: {} })
  const start = (deed: TaskDeed) => of?.may.includes(deed) ? () => { if (deed === 'claim') doClaim(); else setOpen(deed) } : undefined
  useTaskKeys({ c: start('claim'), d: start('finish'), s: start('snooze'), r: start('reassign'), e: start('change') })
  const hint = (deed: TaskDeed) => ({ claim: 'C', finish: 'D', snooze: 'S', reassign: 'R', change: 'E', cancel: '' })[deed]
  const keys = (it: Task) => it.may.filter((deed) => hint(deed))
  return (
    <>
      <RecordPage
        endpoint={tasks.get} params={{ id }} entity="task" back={{ to: '/tasks', label: 'task.plural' }} title={(it) => titleIn(it.title, language())} tags={(it) => <TaskStateTag of={it} />}
        facts={(it) => <><span>{t('task.owner')} <OwnerText of={it} /></span><span>{t('task.dueAt')} <DueText of={it} /></span>{it.madeBy ? <span>{t('task.madeBy')} {it.madeBy.name}</span> : null}</>}
        actions={(it) => [
          { key: 'finish', label: 'task.finish', may: 'finish', primary: true, icon: <CheckOutlined aria-hidden />, run: () => setOpen('finish') },
          { key: 'claim', label: 'task.claim', may: 'claim', primary: true, icon: <UserAddOutlined aria-hidden />, busy: claim.busy, run: doClaim },
          { key: 'snooze', label: it.snoozedUntil ? 'task.wake' : 'task.snooze', may: 'snooze', icon: <ClockCircleOutlined aria-hidden />, run: () => it.snoozedUntil ? snooze.run({ params: { id }, body: { version: it.version, until: null } }) : setOpen('snooze') },
          { key: 'reassign', label: 'task.reassign', may: 'reassign', icon: <SwapOutlined aria-hidden />, run: () => setOpen('reassign') },
          { key: 'change', label: 'task.change', may: 'change', run: () => setOpen('change') },
          { key: 'cancel', label: 'task.cancel', may: 'cancel', danger: true, run: () => setOpen('cancel') },
        ]}
        tabs={(it) => [
          { key: 'task', label: 'task.one', content: <What of={it} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={tasks.events} params={{ id }} /> },
        ]}
        side={(it) => (
          <>
            {it.about.kind !== 'task' || it.role || it.team ? (
              <Block title="task.about">
                <Facts items={[
                  ...(it.about.kind === 'task' ? [] : [{ label: 'task.about', value: <About of={it.about} self={it.id} /> }]), ...(it.role ? [{ label: 'task.role', value: language() === 'en' ? it.role.name.en : it.role.name.zh }] : []),
                  ...(it.team ? [{ label: 'task.team', value: it.team.name }] : []),
                ]} />
              </Block>
            ) : null}
            <Block title="task.course">
              <Facts items={[
                { label: 'task.createdAt', value: <Moment at={it.createdAt} /> }, { label: 'task.dueAt', value: it.dueAt ? <Moment at={it.dueAt} /> : null },
                ...(it.snoozedUntil ? [{ label: 'task.snoozedUntil', value: <Moment at={it.snoozedUntil} /> }] : []), ...(it.escalationLevel ? [{ label: 'task.escalationLevel', value: it.escalationLevel }] : []),
                ...(it.finishedAt ? [{ label: it.state === 'done' ? 'task.finishedAt' : 'task.cancelledAt', value: <RelativeTime at={it.finishedAt} /> }, { label: 'task.finishedBy', value: it.finishedBy?.name ?? t('task.by-source') }] : []),
              ]} />
            </Block>
            {keys(it).length ? <Block title="task.keys"><ul className="task-keys">{keys(it).map((deed) => <li key={deed}><kbd>{hint(deed)}</kbd> {t(`task.${deed}`)}</li>)}</ul></Block> : null}
          </>
        )}
      />
      {of && (open === 'finish' || open === 'cancel') ? (
        <OutcomeDialog deed={open} of={titleIn(of.title, language())} busy={finish.busy || cancel.busy} close={close}
          done={async (text) => await (open === 'finish' ? finish.run({ params: { id }, body: { version: of.version, ...(text ? { outcome: text } : {}) } }) : cancel.run({ params: { id }, body: { version: of.version, reason: text } })) !== undefined} />
      ) : null}
      {of && open === 'snooze' ? <SnoozeDialog of={of} busy={snooze.busy} done={async (until) => await snooze.run({ params: { id }, body: { version: of.version, until } }) !== undefined} close={close} /> : null}
      {of && open === 'reassign' ? <ReassignDialog of={titleIn(of.title, language())} done={async (to) => { if (!await reassign.run({ params: { id }, body: { ...to, version: of.version } })) throw new Error('') }} close={close} /> : null}
      {of ? <ChangeTask open={open === 'change'} of={of} close={close} /> : null}
    </>
  )
}

function What({ of }: { of: Task }) {
  const t = useT()
  return (
    <div className="task-what">
      {of.note ? <p className="task-note">{of.note}</p> : <p className="quiet">{t('task.no-note')}</p>}
      {of.path && of.state === 'open' ? <p><Link to={of.path as string}>{t('task.go-there')}</Link></p> : null}
      {of.outcome ? <section className="task-outcome"><h2>{t(of.state === 'done' ? 'task.outcome' : 'task.reason')}</h2><p>{of.outcome}</p></section> : null}
    </div>
  )
}
