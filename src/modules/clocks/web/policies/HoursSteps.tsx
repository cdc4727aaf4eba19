import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import { FirstStep } from '../../../../kernel/web/first-hour/FirstStep.tsx'

const own = (items: readonly { origin: string; inForce: boolean }[] | undefined) => items?.some((one) => one.origin === 'company' && one.inForce)

/** Done once the company has a calendar and deadlines of its own in force. */
export function HoursSteps() {
  const calendars = useQuery(query(definitions.list, { query: { kind: 'calendar' } }))
  const policies = useQuery(query(definitions.list, { query: { kind: 'policy' } }))
  return (
    <>
      <FirstStep word="first-hour.calendar" to="/calendars" done={own(calendars.data?.items)} />
      <FirstStep word="first-hour.deadlines" to="/deadlines" done={own(policies.data?.items)} />
    </>
  )
}
