import { useFills } from '../../../../kernel/web/slot.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker, TeamPicker } from '../../../people/web/index.ts'
import type { Of } from '../../questions/contract.ts'
import { customerPicker } from '../places.ts'
import type { ControlProps } from './control.ts'

/** Somebody who works here, a team, or a customer; customers are picked with what their module lends. */
export function RecordControl({ question, id, answer, give }: ControlProps<Of<'record'>>) {
  const t = useT()
  const [lent] = useFills(customerPicker)
  const shared = { id, value: typeof answer === 'string' ? answer : null, onChange: (next: string | undefined) => give(next ?? null) }
  if (question.of === 'staff') return <StaffPicker {...shared} />
  if (question.of === 'team') return <TeamPicker {...shared} />
  if (!lent) return <p className="quiet">{t('form.no-picker')}</p>
  const { component: Picker } = lent
  return <Picker {...shared} />
}
