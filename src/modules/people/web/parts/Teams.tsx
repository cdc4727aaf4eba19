import { EditOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { MakeTeam, units } from '../../contract.ts'
import type { Team } from '../../contract.ts'
import { Face } from './Face.tsx'
import { CalendarPicker, DepartmentPicker, LinePicker, StaffName, StaffPicker } from './pickers.tsx'

const CHANNELS = ['phone', 'chat', 'email', 'wechat', 'sms', 'counter', 'field'] as const
const SHOWN = 6

export function Teams() {
  const t = useT()
  const [q, setQ] = useState('')
  const [form, setForm] = useState<{ open: boolean; team: Team | null }>({ open: false, team: null })
  const found = useQuery(query(units.teams, {}))
  useLive('team', () => void found.refetch())
  if (found.isError && !found.data) return <Fault error={found.error} again={() => void found.refetch()} />
  const wanted = q.trim().toLowerCase()
  const teams = (found.data?.items ?? []).filter((team) => !wanted || [team.name, team.department?.name ?? '', ...team.members.map((one) => one.name)].some((text) => text.toLowerCase().includes(wanted)))
  const make = <Can permission="team.write"><Button type="primary" onClick={() => setForm({ open: true, team: null })}>{t('team.make')}</Button></Can>
  return (
    <>
      <div className="people-page-tools"><Input allowClear style={{ width: 240 }} prefix={<SearchOutlined aria-hidden className="quiet" />} placeholder={t('team.search')} aria-label={t('team.search')} value={q} onChange={(event) => setQ(event.target.value)} />{make}</div>
      {found.data ? null : <div className="people-teams" aria-busy>{Array.from({ length: 6 }, (_, n) => <span key={n} className="grey" style={{ height: 132, borderRadius: 10 }} />)}</div>}
      {found.data && !teams.length ? <Blank title={t(wanted ? 'list.no-match' : 'team.empty')} text={wanted ? undefined : t('team.empty-text')} /> : null}
      <div className="people-teams">{teams.map((team) => <TeamCard key={team.id} team={team} change={() => setForm({ open: true, team })} />)}</div>
      <TeamForm open={form.open} team={form.team} close={() => setForm({ ...form, open: false })} />
    </>
  )
}

function TeamCard({ team, change }: { team: Team; change: () => void }) {
  const t = useT()
  return (
    <article className="people-team">
      <header><h2>{team.name}</h2>{team.leader ? null : <Tag color="warning">{t('team.no-leader')}</Tag>}<Can permission="team.write"><Button size="small" type="text" icon={<EditOutlined aria-hidden />} aria-label={t('team.change-named', { name: team.name })} onClick={change} /></Can></header>
      <div className="people-team-facts num">
        {team.channel ? <span>{t(`team.channel.${team.channel}`)}</span> : null}{team.department ? <span>{team.department.name}</span> : null}{team.line ? <span>{team.line.name}</span> : null}
        <span>{t('team.count', { n: team.members.length })}</span>
      </div>
      <div className="people-team-members">
        {team.members.slice(0, SHOWN).map((one) => <Link key={one.id} to={`/staff/${one.id}` as string} className="people-person"><Face name={one.name} size={22} /><span className="clip">{one.name}</span>{one.leader ? <Tag color="processing">{t('team.leader')}</Tag> : null}</Link>)}
        {team.members.length > SHOWN ? <span className="quiet num">{t('list.and-more', { n: team.members.length - SHOWN })}</span> : null}
      </div>
    </article>
  )
}

interface Member { id: string; name?: string; leader?: boolean }
/** Who is in a team, and who leads it. */
function Members({ value = [], onChange, id }: { value?: readonly Member[]; onChange?: (value: Member[]) => void; id?: string }) {
  const t = useT()
  return (
    <>
      <StaffPicker {...(id ? { id } : {})} value={null} placeholder={t('team.add-member')} onChange={(who) => { if (who && !value.some((one) => one.id === who)) onChange?.([...value, { id: who, leader: false }]) }} />
      {value.length ? (
        <ul className="people-kept-rows" style={{ marginTop: 8 }}>{value.map((one) => (
          <li key={one.id}>
            <span className="people-row-main">{one.name ?? <StaffName id={one.id} />}</span>
            <Checkbox checked={one.leader ?? false} onChange={(event) => onChange?.(value.map((other) => ({ ...other, leader: other.id === one.id && event.target.checked })))}>{t('team.leader')}</Checkbox>
            <Button size="small" type="text" onClick={() => onChange?.(value.filter((other) => other.id !== one.id))}>{t('team.drop-member')}</Button>
          </li>
        ))}</ul>
      ) : null}
    </>
  )
}
function TeamForm({ open, team, close }: { open: boolean; team: Team | null; close: () => void }) {
  const t = useT()
  const fields: FormField[] = [
    { name: 'name', label: 'team.name', input: <Input maxLength={80} /> },
    { name: 'channel', label: 'team.channel', half: true, input: <Select allowClear options={CHANNELS.map((value) => ({ value, label: t(`team.channel.${value}`) }))} /> },
    { name: 'departmentId', label: 'team.department', half: true, input: <DepartmentPicker /> },
    { name: 'lineId', label: 'team.line', half: true, input: <LinePicker /> },
    { name: 'calendar', label: 'team.calendar', help: 'team.calendar-help', input: <CalendarPicker /> },
    { name: 'members', label: 'team.members', input: <Members /> },
  ]
  return team
    ? <FormDrawer open={open} close={close} title="team.change" body={units.changeTeam.spec.body} fields={fields} values={team} version={team.version} said="team.changed" save={(body) => call(units.changeTeam, { params: { id: team.id }, body })} />
    : <FormDrawer open={open} close={close} title="team.make" body={MakeTeam} fields={fields} said="team.made" saveLabel="team.make" save={(body) => call(units.makeTeam, { body })} />
}
