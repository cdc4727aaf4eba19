import { useQuery } from '@tanstack/react-query'
import { query } from '../../client.ts'
import { shell } from '../../shell.ts'
import { FirstStep } from './FirstStep.tsx'

/** Done once somebody has given the company a name of its own. */
export function CompanyStep() {
  const found = useQuery(query(shell.settings, {}))
  const name = found.data?.items.find((one) => one.key === 'company.name')
  return <FirstStep word="first-hour.company" to="/settings" search={{ q: 'company.' }} done={name && name.changedAt !== null} />
}
