import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { hasWord, language, useT } from '../../../../kernel/web/words.ts'
import type { Words } from '../../../../kernel/web/words.ts'
import type { Clock } from '../../../clocks/contract.ts'
import { DueBadge, WhyDue } from '../../../clocks/web/index.ts'
import type { FactWords } from '../../../clocks/web/index.ts'
import { customers } from '../../../customers/contract.ts'
import type { Grade } from '../../../customers/contract.ts'
import { cases } from '../../contract.ts'
import type { Case } from '../../contract.ts'

/** How a case calls the facts its deadlines go by. */
const factWords = (t: Words, grades: readonly Grade[]): FactWords => ({
  field: (name) => hasWord(`case.${name}`) ? t(`case.${name}`) : name,
  value: (field, value) => field === 'grade' ? gradeName(grades, String(value)) : hasWord(`case.${field}.${String(value)}`) ? t(`case.${field}.${String(value)}`) : String(value),
})

function gradeName(grades: readonly Grade[], key: string): string {
  const name = grades.find((one) => one.key === key)?.name
  return name ? language() === 'zh-CN' ? name.zh : name.en : key
}

/** Every deadline of a case; a click says why it is due then. With `open` it is said at once. */
export function Deadlines({ of, open = false }: { of: Pick<Case, 'id' | 'clocks'>; open?: boolean }) {
  const t = useT()
  const why = useQuery({ ...query(cases.why, { params: { id: of.id } }), enabled: open })
  if (of.clocks.length === 0) return <p className="quiet">{t('case.no-deadlines')}</p>
  if (open && why.isLoading) return <span className="grey" style={{ height: 72 }} />
  return <ul className="deadlines">{of.clocks.map((clock) => <Deadline key={clock.id} caseId={of.id} clock={clock} open={open} />)}</ul>
}

function Deadline({ caseId, clock, open }: { caseId: string; clock: Clock; open: boolean }) {
  const t = useT()
  const id = useId()
  const [isOpen, setIsOpen] = useState(open)
  const why = useQuery({ ...query(cases.why, { params: { id: caseId } }), enabled: isOpen })
  const explanation = why.data?.items.find((one) => one.clock.id === clock.id)
  const byGrade = JSON.stringify(explanation?.parts ?? []).includes('"grade"')
  const grades = useQuery({ ...query(customers.grades, {}), enabled: byGrade })
  return (
    <li className="deadline">
      <button type="button" className="deadline-open" aria-expanded={isOpen} aria-controls={id} title={t('clock.why')} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        <span className="clip">{language() === 'zh-CN' ? clock.name.zh : clock.name.en}</span>
        <DueBadge clock={clock} />
      </button>
      <div id={id} className="deadline-why" hidden={!isOpen}>
        {!isOpen ? null : explanation ? <WhyDue explanation={explanation} facts={factWords(t, grades.data?.items ?? [])} /> : why.isError ? <Fault error={why.error} again={() => void why.refetch()} /> : <span className="grey" style={{ height: 72 }} />}
      </div>
    </li>
  )
}
