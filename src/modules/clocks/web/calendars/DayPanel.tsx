import { DeleteOutlined } from '@ant-design/icons'
import { Button, Radio } from 'antd'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { nameIn } from '../clock-words.ts'
import type { CalendarDraft, DraftDay } from './calendar-draft.ts'
import { daysBetween, hoursOn, stretchesOf, weekdayOf, withDays } from './calendar-draft.ts'
import { HoursField } from './HoursField.tsx'
import { hoursText } from './hours-text.ts'

const NO_NAME = { zh: '', en: '' }

/** The days that are chosen, and what else is out of the ordinary in the year. */
export function DayPanel({ draft, year, chosen, choose, readOnly, change }: { draft: CalendarDraft; year: number; chosen: readonly string[]; choose: (days: string[]) => void; readOnly: boolean; change: (draft: CalendarDraft) => void }) {
  const t = useT()
  const [first] = chosen
  const shown = first ? hoursOn(draft, first) : null
  const kind = shown?.own ? shown.ranges.length ? 'extra' : 'off' : 'week'
  const set = (day: DraftDay | null) => change(withDays(draft, chosen, day))
  const become = (to: 'week' | 'off' | 'extra') => set(to === 'week' ? null : { name: shown?.own?.name ?? null, ranges: to === 'off' ? [] : shown?.ranges.length ? shown.ranges : [['09:00', '18:00']] })
  const stretches = stretchesOf(draft, year)
  return (
    <div className="calendar-panel" data-chosen={first ? '' : undefined}>
      <section aria-label={t('calendar.chosen')}>
        <h2>{first ? dates(t, chosen) : t('calendar.chosen')}</h2>
        {!first || !shown ? <p className="quiet">{t('calendar.choose-hint')}</p> : <>
          <Radio.Group className="calendar-kinds" value={kind} disabled={readOnly} onChange={(event) => become(event.target.value as 'week')} options={(['week', 'off', 'extra'] as const).map((value) => ({ value, label: t(`calendar.be.${value}`) }))} />
          {kind === 'week' ? <p className="quiet">{hoursText(t, shown.ranges)}</p> : null}
          {kind === 'extra' ? <HoursField label={first} value={shown.ranges} readOnly={readOnly} change={(ranges) => set({ name: shown.own?.name ?? null, ranges })} /> : null}
          {kind === 'week' ? null : readOnly ? shown.own?.name ? <p>{nameIn(shown.own.name)}</p> : null : <TwoNames label={t('calendar.day-name')} value={shown.own?.name ?? NO_NAME} maxLength={60} change={(name) => set({ ranges: shown.ranges, name })} />}
        </>}
      </section>
      <section aria-label={t('calendar.exceptions', { year })}>
        <h2>{t('calendar.exceptions', { year })}</h2>
        {stretches.length ? (
          <ul>{stretches.map(({ from, to, day }) => (
            <li key={from} data-kind={day.ranges.length ? 'extra' : 'off'}>
              <button type="button" onClick={() => choose(daysBetween(from, to))}><span className="num">{from === to ? from.slice(5) : `${from.slice(5)} – ${to.slice(5)}`}</span> {day.name ? nameIn(day.name) : null} <small className="quiet">{hoursText(t, day.ranges)}</small></button>
              {readOnly ? null : <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={t('calendar.drop-exception', { from, to })} onClick={() => change(withDays(draft, daysBetween(from, to), null))} />}
            </li>
          ))}</ul>
        ) : <p className="quiet">{t('calendar.no-exceptions')}</p>}
      </section>
    </div>
  )
}

function dates(t: ReturnType<typeof useT>, chosen: readonly string[]): string {
  const [first, last] = [chosen[0] as string, chosen.at(-1) as string]
  return chosen.length === 1 ? `${first} ${t(`calendar.day.${weekdayOf(first)}`)}` : t('calendar.days', { first, last, n: chosen.length })
}

