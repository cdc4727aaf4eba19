import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useT } from '../../../../kernel/web/words.ts'

interface Props<T> { value?: T[]; onChange?: (rows: T[]) => void; blank: () => T; most: number; /** Catalogue key of the button that adds one. */ add: string; row: (of: T, set: (to: T) => void, at: number) => ReactNode }

/** Several of the same, a row each, added and taken out one by one. */
export function RowsField<T>({ value = [], onChange = () => {}, blank, most, add, row }: Props<T>) {
  const t = useT()
  return (
    <div className="teamwork-rows">
      {value.map((of, at) => (
        <div key={at} className="teamwork-row">
          {row(of, (to) => onChange(value.map((one, nth) => nth === at ? to : one)), at)}
          <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={t('teamwork.take-out', { n: at + 1 })} onClick={() => onChange(value.filter((_, nth) => nth !== at))} />
        </div>
      ))}
      <Button type="dashed" icon={<PlusOutlined aria-hidden />} disabled={value.length >= most} onClick={() => onChange([...value, blank()])}>{t(add)}</Button>
    </div>
  )
}
