import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { momentOnWall, momentText } from '../moment-text.ts'
import { useSession } from '../session.tsx'

interface Props { value?: string | Date | null; onChange?: (value: Date | null) => void; id?: string; /** Days before today can't be chosen. */ ahead?: true }

/** A moment on the clocks of the company's zone, wherever the reader's machine stands; its value is a Date, as bodies of requests want it. */
export function MomentInput({ value, onChange, id, ahead }: Props) {
  const { zone } = useSession().company
  return (
    <DatePicker {...(id ? { id } : {})} style={{ width: '100%' }} showTime={{ format: 'HH:mm', minuteStep: 5 }} format="YYYY-MM-DD HH:mm" value={value ? dayjs(momentText(new Date(value), zone)) : null} {...(ahead ? { minDate: dayjs().startOf('day') } : {})}
      onChange={(shown) => onChange?.(shown ? momentOnWall(zone, shown.format('YYYY-MM-DD HH:mm')) : null)} />
  )
}
