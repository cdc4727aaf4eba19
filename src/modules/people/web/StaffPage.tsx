import './people.css'
import { EditOutlined, KeyOutlined, LoginOutlined, LogoutOutlined, MobileOutlined } from '@ant-design/icons'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Tag } from 'antd'
import { useState } from 'react'
import { Moment } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { ask } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useCan, useSession } from '../../../kernel/web/session.tsx'
import { LANGUAGES, useT } from '../../../kernel/web/words.ts'
import { staff } from '../contract.ts'
import type { Staff } from '../contract.ts'
import { usePositionName } from './parts/labels.ts'
import { OnceShown } from './parts/OnceShown.tsx'
import { Reports } from './parts/Reports.tsx'
import { RolesHeld } from './parts/RolesHeld.tsx'
import { ChangeStaffForm } from './parts/ChangeStaffForm.tsx'
import { StandIns } from './parts/StandIns.tsx'
import { StatusTag } from './parts/StatusTag.tsx'

export function StaffPage() {
  const t = useT()
  const can = useCan()
  const session = useSession()
  const { id } = useParams({ strict: false }) as { id: string }
  const navigate = useNavigate()
  const [changing, setChanging] = useState<Staff | null>(null)
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const positionName = usePositionName()
  const leave = useCall(staff.leave, { said: 'staff.has-left-now' })
  const reset = useCall(staff.resetPassword, { done: (answer) => setSecret(answer.temporaryPassword) })
  const resetSecond = useCall(staff.resetSecondFactor, { said: 'two-factor.reset-done' })
  const back = useCall(staff.takeBack, { done: (answer) => setSecret(answer.temporaryPassword) })
  const askBack = async (it: Staff) => { if (await ask({ title: t('staff.take-back-ask', { name: it.name }), text: t('staff.take-back-text'), yes: t('staff.take-back') })) await back.run({ params: { id }, body: { version: it.version } }) }
  const askLeave = async (it: Staff) => {
    if (await ask({ title: t('staff.leave-ask', { name: it.name }), text: t('staff.leave-text'), yes: t('staff.leave'), danger: true })) await leave.run({ params: { id }, body: { version: it.version } })
  }
  const askReset = async (it: Staff) => { if (await ask({ title: t('password.reset-ask', { name: it.name }), text: t('password.reset-text'), yes: t('password.reset') })) await reset.run({ params: { id }, body: {} }) }
  const askSecond = async (it: Staff) => { if (await ask({ title: t('two-factor.reset-ask', { name: it.name }), text: t('two-factor.reset-text'), yes: t('two-factor.reset'), danger: true })) await resetSecond.run({ params: { id }, body: {} }) }
  return (
    <>
      <RecordPage
        endpoint={staff.get} params={{ id }} entity="staff" back={{ to: '/staff', label: 'staff.plural' }} title={(it) => it.name}
        tags={(it) => <><StatusTag active={it.active} />{it.mustChangePassword ? <Tag color="warning">{t('password.temporary')}</Tag> : null}</>}
        facts={(it) => <>{it.position ? <span>{positionName(it.position)}</span> : null}{it.department ? <span>{it.department.name}</span> : null}{it.teams.map((team) => <span key={team.id}>{team.name}{team.leader ? ` · ${t('team.leader')}` : ''}</span>)}</>}
        actions={(it) => [
          { key: 'change', label: 'staff.change', may: 'change', primary: true, icon: <EditOutlined aria-hidden />, run: () => { setChanging(it); setOpen(true) } },
          { key: 'password', label: 'password.reset', may: 'reset-password', icon: <KeyOutlined aria-hidden />, busy: reset.busy, run: () => askReset(it) },
          { key: 'second', label: 'two-factor.reset', may: 'reset-second-factor', icon: <MobileOutlined aria-hidden />, run: () => askSecond(it) },
          { key: 'take-back', label: 'staff.take-back', may: 'take-back', primary: true, icon: <LoginOutlined aria-hidden />, busy: back.busy, run: () => askBack(it) },
          { key: 'leave', label: 'staff.leave', may: 'leave', danger: true, icon: <LogoutOutlined aria-hidden />, busy: leave.busy, run: () => askLeave(it) },
        ]}
        tabs={(it) => [
          { key: 'roles', label: 'staff.roles', count: it.roles.length, content: <RolesHeld person={it} /> },
          { key: 'reports', label: 'staff.reports', content: <Reports id={id} /> },
          { key: 'stand-ins', label: 'delegation.plural', content: <StandIns staffId={id} mayName={it.active && (can('staff.write') || it.managerId === session.staff?.id)} /> },
          ...(can('staff.history') ? [{ key: 'history', label: 'history.title', content: <HistoryTab endpoint={staff.events} params={{ id }} /> }] : []),
        ]}
        side={(it) => (
          <>
            <Block title="staff.work">
              <Facts items={[
                { label: 'staff.workNumber', value: it.workNumber }, { label: 'staff.position', value: positionName(it.position) }, { label: 'staff.tier', value: it.tier && t(`staff.tier.${it.tier}`) }, { label: 'staff.grade', value: it.grade && t(`staff.grade.${it.grade}`) },
                { label: 'staff.manager', value: it.manager && <Link to={`/staff/${it.manager.id}` as string}>{it.manager.name}</Link> },
                { label: 'staff.department', value: it.department?.name }, { label: 'staff.line', value: it.line?.name },
                { label: 'staff.teams', value: it.teams.length ? it.teams.map((team) => team.leader ? t('team.led', { name: team.name }) : team.name).join(t('list.comma')) : null },
              ]} />
            </Block>
            <Block title="account.one">
              <Facts items={[
                { label: 'staff.email', value: it.email }, { label: 'staff.phone', value: it.phone }, { label: 'staff.locale', value: LANGUAGES.find((one) => one.key === it.locale)?.name },
                { label: 'staff.two-factor', value: t(it.twoFactor ? 'two-factor.on' : 'two-factor.off') },
                { label: 'staff.joinedAt', value: <Moment at={it.joinedAt} form="day" /> }, ...(it.leftAt ? [{ label: 'staff.leftAt', value: <Moment at={it.leftAt} form="day" /> }] : []),
              ]} />
            </Block>
          </>
        )}
      />
      {changing ? <ChangeStaffForm open={open} close={() => setOpen(false)} person={changing} /> : null}
      <OnceShown title={t('password.temporary')} text={t('password.temporary-text')} secret={secret} close={() => { setSecret(null); void navigate({ to: '.' }) }} />
    </>
  )
}
