import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { FirstStep } from '../../../../kernel/web/first-hour/FirstStep.tsx'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { account, staff, units } from '../../contract.ts'
import { roster } from '../../roster/contract.ts'
import { dayAfter } from '../../roster/rules.ts'

/** What a new company does about its people: told by what stands, not by what was clicked. */
export function FirstHourSteps() {
  const { company } = useSession()
  const today = dayIn(company.zone)
  const me = useQuery(query(account.me, {})).data
  const people = useQuery(query(staff.chart, {})).data?.items
  const teams = useQuery(query(units.teams, {})).data?.items
  const shifts = useQuery(query(roster.shifts, { query: { from: today, to: dayAfter(today, 6) } })).data?.items
  return (
    <>
      <FirstStep word="first-hour.two-factor" to="/me" done={me?.twoFactor} />
      <FirstStep word="first-hour.people" to="/staff" done={people && people.length > 1} />
      <FirstStep word="first-hour.teams" to="/teams" done={teams && teams.length > 0 && teams.every((one) => one.leader)} />
      <FirstStep word="first-hour.line" to="/org-chart" done={people && people.some((one) => one.managerId)} />
      <FirstStep word="first-hour.roster" to="/roster" done={shifts && shifts.length > 0} />
    </>
  )
}
