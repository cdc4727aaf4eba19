import './people.css'
import './roster.css'
import { CalendarOutlined, CloseOutlined, CopyOutlined, LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Popover, Tooltip } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { useLive } from '../../../kernel/web/live.tsx'
import { dayIn, momentText } from '../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can, useSession } from '../../../kernel/web/session.tsx'
import { Together } from '../../../kernel/web/together.tsx'
import { ask, toast } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import { roster } from '../roster/contract.ts'
import type { Roster, Shift } from '../roster/contract.ts'
import { dayAfter, mondayOf } from '../roster/rules.ts'
import { OnDutyNow } from './parts/OnDutyNow.tsx'
import { Face } from './parts/Face.tsx'
import { TeamPicker } from './parts/pickers.tsx'
import { own } from './parts/role-words.ts'

const WEEK = [0, 1, 2, 3, 4, 5, 6]

/** Who works when, week by week: a press on a cell gives a shift, a press on a shift takes it away. */
export function RosterPage() {
  const t = useT()
  const navigate = useNavigate()
  const { company } = useSession()
  usePageTitle(t('shift.menu'))
  const address = useSearch({ strict: false }) as { week?: string; teamId?: string }
  const today = dayIn(company.zone)
  const monday = mondayOf(/^\d{4}-\d{2}-\d{2}$/.test(address.week ?? '') ? address.week as string : today)
  const days = WEEK.map((n) => dayAfter(monday, n))
  const found = useQuery({ ...query(roster.shifts, { query: { from: monday, to: days[6] as string, ...(address.teamId ? { teamId: address.teamId } : {}) } }), placeholderData: keepPreviousData })
  useLive('staff', () => void found.refetch())
  const copy = useCall(roster.copyWeek, { done: ({ copied, left }) => toast.done(t(left ? 'shift.copied-but' : 'shift.copied', { n: copied, left })) })
  const go = (next: { week?: string; teamId?: string | undefined }) => void navigate({ to: '.', replace: true, resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, ...next })) as never })
  if (found.isError && !found.data) return <Fault error={found.error} again={() => void found.refetch()} />
  const data = found.data
  const mayPlan = data?.people.some((one) => one.mayPlan)
  const askCopy = async () => { if (await ask({ title: t('shift.copy-ask', { from: dayAfter(monday, -7), to: monday }), yes: t('shift.copy') })) await copy.run({ body: { from: dayAfter(monday, -7), to: monday, days: 7, ...(address.teamId ? { teamId: address.teamId } : {}) } }) }
  return (
    <div className="people-page">
      <header className="people-page-head"><h1>{t('shift.menu')}</h1></header>
      <Together>
        <OnDutyNow onRoster />
        <div className="people-page-tools roster-tools">
          <span className="roster-week">
            <Button icon={<LeftOutlined aria-hidden />} aria-label={t('shift.week-before')} onClick={() => go({ week: dayAfter(monday, -7) })} />
            <strong className="num">{monday} – {days[6]}</strong>
            <Button icon={<RightOutlined aria-hidden />} aria-label={t('shift.week-after')} onClick={() => go({ week: dayAfter(monday, 7) })} />
            <Button disabled={monday === mondayOf(today)} onClick={() => go({ week: '' })}>{t('shift.this-week')}</Button>
          </span>
          <div style={{ width: 200 }}><TeamPicker value={address.teamId ?? null} placeholder={t('shift.all-teams')} onChange={(teamId) => go({ teamId: teamId ?? '' })} /></div>
          <Can permission="roster.write"><Button icon={<CopyOutlined aria-hidden />} loading={copy.busy} disabled={!mayPlan} onClick={() => void askCopy()}>{t('shift.copy')}</Button></Can>
          <Can permission="setting.write"><Link to="/settings" search={{ q: 'people.shifts' } as never}>{t('shift.kinds')}</Link></Can>
        </div>
        {!data ? <span className="grey" style={{ display: 'block', height: 360, borderRadius: 10 }} aria-busy />
          : data.people.length === 0 ? <Blank mark={<CalendarOutlined />} title={t('shift.nobody')} text={t('shift.nobody-text')} />
          : <Week of={data} days={days} today={today} />}
      </Together>
    </div>
  )
}

function Week({ of, days, today }: { of: Roster; days: readonly string[]; today: string }) {
  const t = useT()
  const weekday = new Intl.DateTimeFormat(language(), { weekday: 'short', timeZone: 'UTC' })
  const byCell = Map.groupBy(of.items, (one) => `${one.staff.id} ${one.day}`)
  const atWork = (day: string) => new Set(of.items.filter((one) => one.day === day && one.works).map((one) => one.staff.id)).size
  return (
    <div className="roster-frame">
      <table className="roster">
        <thead><tr><th scope="col">{t('staff.name')}</th>{days.map((day) => <th key={day} scope="col" data-today={day === today || undefined}><span>{weekday.format(new Date(`${day}T00:00:00Z`))}</span><span className="num quiet">{day.slice(5)}</span></th>)}</tr></thead>
        <tbody>
          {of.people.map((person) => (
            <tr key={person.id}>
              <th scope="row"><Link to={`/staff/${person.id}` as string} className="people-person"><Face name={person.name} size={22} /><span className="clip">{person.name}</span></Link><small className="quiet clip">{person.teams.join(t('list.comma'))}</small></th>
              {days.map((day) => <Cell key={day} roster={of} person={person} day={day} shifts={byCell.get(`${person.id} ${day}`) ?? []} today={today} />)}
            </tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row">{t('shift.at-work')}</th>{days.map((day) => <td key={day} className="num">{atWork(day)}</td>)}</tr></tfoot>
      </table>
    </div>
  )
}

function Cell({ roster: of, person, day, shifts, today }: { roster: Roster; person: Roster['people'][number]; day: string; shifts: readonly Shift[]; today: string }) {
  const t = useT()
  const { company } = useSession()
  const [open, setOpen] = useState(false)
  const plan = useCall(roster.plan, { refresh: [roster.shifts, roster.onDuty], done: () => setOpen(false) })
  const drop = useCall(roster.drop, { refresh: [roster.shifts, roster.onDuty] })
  const away = person.away.includes(day)
  const left = of.kinds.filter((kind) => !shifts.some((one) => one.kind === kind.key))
  return (
    <td data-today={day === today || undefined}>
      <div className="roster-cell">
        {away ? <span className="roster-away">{t('shift.away')}</span> : null}
        {shifts.map((one) => (
          <Tooltip key={one.id} title={`${momentText(one.fromAt, company.zone, 'short')} – ${momentText(one.untilAt, company.zone, 'short')}`}>
            <span className="roster-shift" data-works={one.works || undefined} data-kind={of.kinds.findIndex((kind) => kind.key === one.kind) % 5}>
              <span className="clip">{own(one.name)}</span>
              {one.may.includes('drop') ? <button type="button" aria-label={t('shift.drop-named', { shift: own(one.name), name: person.name, day })} onClick={() => void drop.run({ params: { id: one.id } })}><CloseOutlined aria-hidden /></button> : null}
            </span>
          </Tooltip>
        ))}
        {person.mayPlan && left.length ? (
          <Popover open={open} onOpenChange={setOpen} trigger="click" arrow={false} destroyOnHidden placement="bottomLeft" content={(
            <div className="roster-kinds">{left.map((kind, n) => <Button key={kind.key} type="text" autoFocus={n === 0} disabled={plan.busy} onClick={() => void plan.run({ body: { shifts: [{ staffId: person.id, day, kind: kind.key }] } })}><span>{own(kind)}</span><span className="quiet num">{kind.from}–{kind.to}</span></Button>)}</div>
          )}>
            <button type="button" className="roster-add" aria-label={t('shift.add-named', { name: person.name, day })}><PlusOutlined aria-hidden /></button>
          </Popover>
        ) : null}
      </div>
    </td>
  )
}
