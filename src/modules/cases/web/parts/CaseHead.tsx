import { ArrowLeftOutlined, DownOutlined, InfoCircleOutlined, MoreOutlined, PauseCircleOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { PRIORITIES } from '../../contract.ts'
import type { Case } from '../../contract.ts'
import { SubjectLine } from './SubjectLine.tsx'
import { CaseLink, CaseStatusTag, PriorityMark } from './tags.tsx'
import { KindMenu } from './KindMenu.tsx'
import { useStatusName } from './status-names.ts'
import type { CaseWork } from './use-case-work.tsx'

/** The head of a case at the desk: which one it is, how it stands, and what may be done now. */
export function CaseHead({ of, work, side, toQueue }: { of: Case; work: CaseWork; side: { isOpen: boolean; toggle: () => void }; toQueue: () => void }) {
  const t = useT()
  const phone = usePhone()
  const { staff } = useSession()
  const { deeds } = work
  const isMine = of.handler?.id === staff?.id
  return (
    <header className="case-head">
      <div className="case-line">
        {phone ? <Button type="text" icon={<ArrowLeftOutlined aria-hidden />} aria-label={t('case.to-queue')} onClick={toQueue} /> : null}
        <Link to={`/cases/${of.id}`} className="case-number num" title={`${of.number} · ${t('case.open-page')}`}><span className="case-number-day">{of.number.slice(0, -6)}</span>{of.number.slice(-6)}</Link>
        <KindMenu of={of} work={work} />
        <span className="quiet case-channel">{t(`case.channel.${of.channel}`)}</span>
        <div className="case-acts">
          {of.may.includes('claim') ? <Button type="primary" size="small" loading={deeds.busy.claim} onClick={work.claim} aria-keyshortcuts="c">{t('case.claim')}</Button> : null}
          {of.may.includes('assign') && !phone ? <Button size="small" onClick={() => work.ask('assign')} aria-keyshortcuts="a">{t('case.assign')}</Button> : null}
          {of.may.includes('hand-over') && !phone ? <Button size="small" onClick={() => work.ask('hand-over')} aria-keyshortcuts="h">{t('case.hand-over')}</Button> : null}
          {work.solvesTo && of.status.class !== 'resolved' && !of.may.includes('claim') ? <Button size="small" type={isMine ? 'primary' : 'default'} onClick={() => work.moveTo(work.solvesTo ?? '')} aria-keyshortcuts="s">{t('case.solve')}</Button> : null}
          {of.may.includes('change') && !phone ? <Tooltip title={t('case.snooze')}><Button size="small" icon={<PauseCircleOutlined aria-hidden />} aria-label={t('case.snooze')} aria-keyshortcuts="b" onClick={() => work.ask('snooze')} /></Tooltip> : null}
          <MoreActs of={of} work={work} />
          <Tooltip title={phone ? null : t(side.isOpen ? 'case.hide-side' : 'case.show-side')}>
            <Button className="case-side-toggle" type="text" size="small" icon={<InfoCircleOutlined aria-hidden />} aria-label={t('case.about')} aria-expanded={side.isOpen} aria-controls="desk-side" aria-keyshortcuts="i" onClick={side.toggle} />
          </Tooltip>
        </div>
      </div>
      <SubjectLine key={of.id} of={of} handle={work.subject} save={(subject) => deeds.change(of, { subject })} />
      <div className="case-facts">
        <MoveMenu of={of} work={work} />
        <PriorityMenu of={of} work={work} />
        <Fact label={t('case.handler')}>{of.handler ? (isMine ? t('case.me', { name: of.handler.name }) : of.handler.name) : t('case.nobody')}</Fact>
        <Fact label={t('case.first-responder-short')}>{of.firstResponder?.name ?? t('case.nobody-yet')}</Fact>
        {of.follows ? <Fact label={t('case.follows')}><CaseLink of={of.follows} /></Fact> : null}
        {of.silentSince ? <span className="case-fact case-passed">{t('case.silent-mark')}</span> : null}
        {of.passed ? <span className="case-fact case-passed">{t(`case.passed.${of.passed}`, { n: of.transfers })}</span> : null}
        {of.team ? <Fact label={t('case.team')}>{of.team.name}</Fact> : null}
      </div>
    </header>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return <span className="case-fact"><span className="quiet">{label}</span> <span className="clip">{children}</span></span>
}

/** The status; where the flow lets it go on, a menu of the moves. */
export function MoveMenu({ of, work }: { of: Case; work: CaseWork }) {
  const t = useT()
  const nameOf = useStatusName()
  if (of.next.length === 0) return <CaseStatusTag of={of} />
  return (
    <Menu menu={{ items: of.next.map((to) => ({ key: to, label: nameOf(to, of.kind), onClick: () => work.moveTo(to) })) }}>
      <button type="button" className="case-menu" aria-label={t('case.status-is', { status: nameOf(of.status.key, of.kind) })} aria-busy={work.deeds.busy.move}><CaseStatusTag of={of} /><DownOutlined aria-hidden /></button>
    </Menu>
  )
}

export function PriorityMenu({ of, work }: { of: Case; work: CaseWork }) {
  const t = useT()
  if (!of.may.includes('change')) return <PriorityMark priority={of.priority} named />
  return (
    <Menu menu={{ selectedKeys: [of.priority], items: PRIORITIES.toReversed().map((priority) => ({ key: priority, label: <PriorityMark priority={priority} named />, onClick: () => { if (priority !== of.priority) void work.deeds.change(of, { priority }) } })) }}>
      <button type="button" className="case-menu" aria-label={t('case.priority-is', { priority: t(`case.priority.${of.priority}`) })} aria-busy={work.deeds.busy.change}><PriorityMark priority={of.priority} named /><DownOutlined aria-hidden /></button>
    </Menu>
  )
}

function MoreActs({ of, work }: { of: Case; work: CaseWork }) {
  const t = useT()
  const phone = usePhone()
  const navigate = useNavigate()
  const copy = () => void navigator.clipboard.writeText(`${location.origin}/cases/${of.id}`).then(() => toast.done(t('case.link-copied')), toast.fault)
  const items = [
    ...(phone && of.may.includes('assign') ? [{ key: 'assign', label: t('case.assign'), onClick: () => work.ask('assign') }] : []),
    ...(phone && of.may.includes('hand-over') ? [{ key: 'hand-over', label: t('case.hand-over'), onClick: () => work.ask('hand-over') }] : []),
    { key: 'page', label: t('case.open-page'), onClick: () => void navigate({ to: `/cases/${of.id}` }) },
    { key: 'link', label: t('case.copy-link'), onClick: copy },
    { key: 'watch', label: t(work.watching ? 'case.unwatch' : 'case.watch'), onClick: work.watch },
    { key: 'macro', label: t('macro.run'), onClick: () => work.ask('macro') },
    ...(phone && of.may.includes('change') ? [{ key: 'snooze', label: t('case.snooze'), onClick: () => work.ask('snooze') }] : []),
    ...(of.may.includes('merge') ? [{ key: 'merge', label: t('case.merge'), onClick: () => work.ask('merge') }] : []),
    ...(of.may.includes('change-first-responder') ? [{ key: 'first', label: t('case.change-first-responder'), onClick: () => work.ask('first-responder') }] : []),
    ...(of.may.includes('restore') ? [{ key: 'restore', label: t('case.restore'), onClick: () => void work.deeds.restore(of) }] : []),
    ...(of.may.includes('change') ? [{ key: 'spam', danger: true, label: t('case.spam'), onClick: () => work.ask('spam') }] : []),
    ...(of.may.includes('remove') ? [{ type: 'divider' as const }, { key: 'remove', danger: true, label: t('case.remove'), onClick: () => work.ask('remove') }] : []),
  ]
  return <Menu placement="bottomRight" menu={{ items }}><Button type="text" size="small" icon={<MoreOutlined aria-hidden />} aria-label={t('frame.more-actions')} /></Menu>
}
