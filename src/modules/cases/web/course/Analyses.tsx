import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { Moment, RelativeTime } from '../../../../kernel/web/moment.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { course } from '../../course/contract.ts'
import type { CauseAnalysis, Course } from '../../course/contract.ts'
import { causeText } from './cause-text.ts'

/** Why the customer was not satisfied; nothing where they were. */
export function Analyses({ of }: { of: Course }) {
  const t = useT()
  const [asking, setAsking] = useState<CauseAnalysis | null>(null)
  if (of.analyses.length === 0) return null
  const options = of.causeTree.map(({ key, name }) => ({ value: key, label: language() === 'en' ? name.en : name.zh }))
  return (
    <section className="course-section" aria-label={t('cause-analysis.plural')}>
      <h3>{t('cause-analysis.plural')}</h3>
      <ul className="course-list">
        {of.analyses.map((one) => (
          <li key={one.id} data-state={one.state === 'open' ? 'bad' : 'past'}>
            <span>{one.state === 'open' ? t('cause-analysis.open') : causeText(one.causes)}</span>
            <span className="course-facts">{one.state === 'open' ? <RelativeTime at={one.dueAt} /> : <><span>{one.doneBy?.name}</span><Moment at={one.doneAt} /></>}</span>
            {one.finding ? <span className="course-note">{one.finding}</span> : null}
            {one.measure ? <span className="course-note">{t('cause-analysis.measure')} {one.measure}</span> : null}
            {one.may.includes('finish') ? <span className="course-acts"><Button size="small" onClick={() => setAsking(one)}>{t('cause-analysis.finish')}</Button></span> : null}
          </li>
        ))}
      </ul>
      <FormDrawer<CauseAnalysis>
        open={asking !== null} close={() => setAsking(null)} title="cause-analysis.finish" body={course.finishAnalysis.spec.body} said="cause-analysis.was-finished" save={((body: object) => call(course.finishAnalysis, { params: { id: asking?.id ?? '' }, body: { ...body, version: asking?.version } as never })) as never}
        fields={[
          { name: 'causes', label: 'cause-analysis.causes', input: <Select mode="tags" options={options} optionFilterProp="label" maxCount={20} /> },
          { name: 'finding', label: 'cause-analysis.finding', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={10_000} /> },
          { name: 'measure', label: 'cause-analysis.measure', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={10_000} /> },
        ]}
      />
    </section>
  )
}
