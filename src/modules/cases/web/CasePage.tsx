import './parts/dialogs.css'
import './desk.css'
import { MessageOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { Slot, useFills } from '../../../kernel/web/slot.tsx'
import type { RecordAction } from '../../../kernel/web/record/RecordPage.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { DueBadge } from '../../clocks/web/index.ts'
import { RecordForms } from '../../forms/web/index.ts'
import { TasksAbout } from '../../tasks/web/index.ts'
import { cases } from '../contract.ts'
import type { Case } from '../contract.ts'
import { pressing } from '../rules.ts'
import { CaseAside } from './parts/CaseAside.tsx'
import { CaseFiles } from './parts/CaseFiles.tsx'
import { MoveMenu, PriorityMenu } from './parts/CaseHead.tsx'
import { CaseHistory } from './parts/CaseHistory.tsx'
import { Conversation } from './parts/Conversation.tsx'
import { Deadlines } from './parts/Deadlines.tsx'
import { KindMenu } from './parts/KindMenu.tsx'
import { RenameDialog } from './parts/RenameDialog.tsx'
import { useCaseWork } from './parts/use-case-work.tsx'
import { useDeskKeys } from './parts/use-desk-keys.ts'
import { ComplaintBand, hasComplaintCourse } from './parts/ComplaintBand.tsx'
import { caseTabs, complaintTab } from './places.ts'

/** The page of one case, for whoever comes by a link: everything about it in tabs. */
export function CasePage() {
  const t = useT()
  const navigate = useNavigate()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: of } = useQuery(query(cases.get, { params: { id } }))
  const work = useCaseWork(of)
  const [isRenaming, setIsRenaming] = useState(false)
  const [voice, setVoice] = useState('')
  const knowsComplaints = useFills(complaintTab).length > 0
  const announce = useCallback((text: string) => setVoice(text), [])
  const solves = (it: Case) => work.solvesTo !== undefined && it.status.class !== 'resolved'
  useDeskKeys({
    reply: () => work.composer.current?.write('reply'), note: () => work.composer.current?.write('note'), claim: work.claim, undo: work.undo,
    ...(of ? { watch: work.watch, macro: () => work.ask('macro') } : {}), ...(of?.may.includes('reply') ? { quote: () => work.quote() } : {}),
    ...(of?.may.includes('change') ? { promise: () => work.ask('promise'), snooze: () => work.ask('snooze'), spam: () => work.ask('spam') } : {}),
    ...(of?.may.includes('assign') ? { assign: () => work.ask('assign') } : {}), ...(of?.may.includes('change') ? { edit: () => setIsRenaming(true) } : {}),
    ...(of?.may.includes('hand-over') ? { 'hand-over': () => work.ask('hand-over') } : {}),
    ...(of && solves(of) ? { solve: () => work.moveTo(work.solvesTo ?? '') } : {}),
  })
  const actions = (it: Case): RecordAction[] => [
    { key: 'claim', label: 'case.claim', may: 'claim', primary: true, busy: work.deeds.busy.claim, run: work.claim },
    ...(solves(it) && !it.may.includes('claim') ? [{ key: 'solve', label: 'case.solve', primary: true as const, run: () => work.moveTo(work.solvesTo ?? '') }] : []),
    { key: 'assign', label: 'case.assign', may: 'assign', run: () => work.ask('assign') },
    { key: 'hand-over', label: 'case.hand-over', may: 'hand-over', run: () => work.ask('hand-over') },
    { key: 'promise', label: 'case.promise', may: 'change', run: () => work.ask('promise') },
    { key: 'snooze', label: 'case.snooze', may: 'change', run: () => work.ask('snooze') },
    { key: 'macro', label: 'macro.run', run: () => work.ask('macro') },
    { key: 'watch', label: work.watching ? 'case.unwatch' : 'case.watch', run: work.watch },
    { key: 'desk', label: 'case.open-at-desk', icon: <MessageOutlined aria-hidden />, run: () => void navigate({ to: `/desk/${it.id}` }) },
    { key: 'restore', label: 'case.restore', may: 'restore', busy: work.deeds.busy.restore, run: () => work.deeds.restore(it) },
    { key: 'rename', label: 'case.edit-subject', may: 'change', run: () => setIsRenaming(true) },
    { key: 'merge', label: 'case.merge', may: 'merge', run: () => work.ask('merge') },
    { key: 'first', label: 'case.change-first-responder', may: 'change-first-responder', run: () => work.ask('first-responder') },
    { key: 'spam', label: 'case.spam', may: 'change', danger: true, run: () => work.ask('spam') },
    { key: 'remove', label: 'case.remove', may: 'remove', danger: true, run: () => work.ask('remove') },
  ]
  return (
    <>
      <div className="unseen" role="status" aria-live="polite">{voice}</div>
      <RecordPage
        endpoint={cases.get} params={{ id }} entity="case" back={{ to: '/cases', label: 'case.plural' }}
        title={(it) => it.subject} number={(it) => it.number} tags={(it) => <><KindMenu of={it} work={work} /><MoveMenu of={it} work={work} /><PriorityMenu of={it} work={work} /></>}
        facts={(it) => { const clock = pressing(it.clocks); return <><span>{t('case.opened-at')} <Moment at={it.createdAt} /></span>{it.firstResponder ? <span>{t('case.firstResponder')} {it.firstResponder.name}</span> : null}{it.handler ? <span>{t('case.handler')} {it.handler.name}</span> : null}{clock ? <DueBadge clock={clock} named /> : null}</> }}
        actions={actions}
        tabs={(it) => [
          { key: 'conversation', label: 'case.conversation', content: <Conversation key={it.id} of={it} work={work} announce={announce} /> },
          ...(knowsComplaints && hasComplaintCourse(it) ? [{ key: 'complaint', label: 'case.complaint', content: <Slot of={complaintTab} props={{ caseId: it.id }} /> }] : []),
          { key: 'deadlines', label: 'case.deadlines', count: it.clocks.length, content: <div className="tab-deadlines"><Deadlines of={it} open /></div> },
          { key: 'files', label: 'case.files', content: <CaseFiles caseId={it.id} /> },
          { key: 'tasks', label: 'task.plural', permission: 'task.read', content: <TasksAbout kind="case" id={it.id} /> },
          { key: 'forms', label: 'form.plural', permission: 'submission.fill', content: <RecordForms kind="case" id={it.id} /> },
          { key: 'history', label: 'history.title', content: <CaseHistory of={it} /> },
        ]}
        band={(it) => <ComplaintBand of={it} />}
        tabPlace={{ of: caseTabs, props: (it) => ({ caseId: it.id }) }}
        side={(it) => <CaseAside of={it} work={work} history={false} />}
      />
      {work.dialogs}
      {of && isRenaming ? <RenameDialog of={of} busy={work.deeds.busy.change} done={async (subject) => await work.deeds.change(of, { subject }) !== undefined} close={() => setIsRenaming(false)} /> : null}
    </>
  )
}
