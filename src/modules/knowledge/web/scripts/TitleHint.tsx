import './scripts.css'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { scripts } from '../../scripts/contract.ts'
import { titleFaults } from '../../scripts/rules.ts'

/** While an answer is written: the customer is called by another title than the profile says, or by none in our first words. */
export function TitleHint({ caseId, text, replace }: { caseId: string; text: string; replace: (said: string, instead: string) => void }) {
  const t = useT()
  const settled = useSettled(text, 300)
  const known = useQuery({ ...query(scripts.scriptsOfCase, { params: { id: caseId }, query: {} }), staleTime: 60_000 }).data
  const [fault] = known ? titleFaults(settled, known.address.customer, { opens: known.opens }) : []
  if (!fault || settled !== text) return null
  const hello = text.match(/\p{Script=Han}/u) ? `${fault.instead}，` : `${fault.instead}, `
  return (
    <p className="script-title" role="status">
      <span>{t(`${fault.code}-words`, { said: fault.said ?? '', instead: fault.instead })}</span>
      <Button size="small" type="text" onClick={() => fault.said ? replace(fault.said, fault.instead) : replace(text, hello + text)}>{t(fault.said ? 'text-guard.use' : 'text-guard.insert')}</Button>
    </p>
  )
}
