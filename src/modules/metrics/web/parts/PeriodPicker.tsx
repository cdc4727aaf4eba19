import '../../../../kernel/web/list/list.css'
import '../figures.css'
import { CalendarOutlined, DownOutlined } from '@ant-design/icons'
import { Button, DatePicker, Popover } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import { presets } from './periods.ts'

/** The window that is looked at: what people ask for most, or any two days. Empty days are not known yet. */
export function PeriodPicker({ from, to, today, set }: { from: string; to: string; today: string; set: (window: { from: string; to: string }) => void }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const all = presets(today)
  const current = all.find((one) => one.from === from && one.to === to)
  const choose = (window: { from: string; to: string }) => { setOpen(false); set(window) }
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomLeft" content={(
      <div className="list-days figure-period">
        <div className="list-spans">{all.map((one) => <button key={one.key} type="button" aria-pressed={one === current} onClick={() => choose({ from: one.from, to: one.to })}>{t(`metric.period.${one.key}`)}</button>)}</div>
        <DatePicker.RangePicker allowClear={false} value={[dayjs(from), dayjs(to)]} onChange={(range) => { if (range?.[0] && range[1]) choose({ from: range[0].format('YYYY-MM-DD'), to: range[1].format('YYYY-MM-DD') }) }} />
      </div>
    )}>
      <Button icon={<CalendarOutlined aria-hidden />} aria-expanded={open}><span className="num">{!from ? <span className="grey" style={{ display: 'inline-block', width: 186, height: 12 }} /> : null}{current ? `${t(`metric.period.${current.key}`)} · ` : ''}{from ? `${from} – ${to}` : ''}</span><DownOutlined aria-hidden style={{ fontSize: 10 }} /></Button>
    </Popover>
  )
}
