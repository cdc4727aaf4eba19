import './calendars.css'
import { useParams } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import type { Standing } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { DraftDesk, useStanding } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { Fault, NotFound } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { bodyOf, draftOf, wanting } from './calendar-draft.ts'
import { DayPanel } from './DayPanel.tsx'
import { WeekHours } from './WeekHours.tsx'
import { YearDays } from './YearDays.tsx'

/** One working calendar: the week, and a year of days with its holidays and extra workdays. */
export function CalendarPage() {
  const { key } = useParams({ strict: false }) as { key: string }
  const { standing, none, error } = useStanding('calendar', key)
  if (error) return <Fault error={error} />
  if (none) return <NotFound />
  return standing ? <Editor key={standing.it.id} standing={standing} /> : <PageSkeleton />
}

function Editor({ standing }: { standing: Standing }) {
  const t = useT()
  const { company } = useSession()
  const [year, setYear] = useState(() => Number(dayIn(company.zone).slice(0, 4)))
  const [chosen, setChosen] = useState<string[]>([])
  return (
    <DraftDesk standing={standing} back={{ to: '/calendars', label: t('calendar.plural') }} draftOf={draftOf} bodyOf={bodyOf} nameOf={({ name }) => name} about={t('calendar.about')} wants={(draft) => wanting(draft).map((what) => t(`calendar.wants.${what}`))}
      side={({ draft, change, readOnly }) => <DayPanel draft={draft} year={year} chosen={chosen} choose={setChosen} readOnly={readOnly} change={change} />}>
      {({ draft, change, readOnly }) => <>
        {readOnly ? null : <TwoNames label={t('calendar.name')} value={draft.name} maxLength={120} change={(name) => change({ ...draft, name })} />}
        <label className="calendar-zone"><span>{t('calendar.zone')}</span><Select value={draft.zone} disabled={readOnly} showSearch aria-label={t('calendar.zone')} popupMatchSelectWidth={260} onChange={(zone) => change({ ...draft, zone })}
          options={[{ value: 'company', label: t('calendar.company-zone', { zone: company.zone }) }, ...Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))]} /></label>
        <WeekHours value={draft.weekly} readOnly={readOnly} change={(weekly) => change({ ...draft, weekly })} />
        <YearDays draft={draft} year={year} turn={setYear} chosen={chosen} choose={setChosen} />
      </>}
    </DraftDesk>
  )
}
