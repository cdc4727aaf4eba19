import { Tag } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { RegulatorCase } from '../../regulators/contract.ts'

/** How far a regulator's case has come; red once a day has passed without it. */
export function RegulatorTag({ of }: { of: RegulatorCase }) {
  const t = useT()
  const isLate = of.settleLate || (!of.settledAt && !of.answeredAt && of.answerLate)
  return <><Tag color={of.settledAt ? 'green' : of.answeredAt ? 'blue' : 'gold'}>{t(of.settledAt ? 'regulator-case.settled' : of.answeredAt ? 'regulator-case.answered' : 'regulator-case.open')}</Tag>{isLate ? <Tag color="red">{t('regulator-case.late')}</Tag> : null}</>
}
