import './first-hour.css'
import { usePageTitle } from '../page-title.ts'
import { firstHourSteps } from '../places.ts'
import { Slot } from '../slot.tsx'
import { useT } from '../words.ts'

/** What a new company goes through once; each step tells by itself whether it is done. */
export function FirstHour() {
  const t = useT()
  usePageTitle(t('first-hour.title'))
  return (
    <div className="first-hour">
      <header><h1>{t('first-hour.title')}</h1><p className="quiet">{t('first-hour.about')}</p></header>
      <ol><Slot of={firstHourSteps} props={{}} /></ol>
    </div>
  )
}
