import { SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover, Tooltip } from 'antd'
import { usePhone } from '../appearance.ts'
import { useT } from '../words.ts'
import type { Column } from './list-types.ts'

/** Which columns are shown; the first always is, since it opens the record. */
export function ColumnChooser<T>({ all, shown, show, reset }: { all: readonly Column<T>[]; shown: readonly string[]; show: (keys: readonly string[]) => void; reset: () => void }) {
  const t = useT()
  if (usePhone()) return null
  return (
    <Popover trigger="click" placement="bottomRight" arrow={false} styles={{ container: { padding: 8 } }} content={(
      <div className="list-pill-panel">
        <div className="list-pill-options">
          {all.map((column, n) => (
            <Checkbox key={column.key} disabled={n === 0} checked={shown.includes(column.key)} onChange={(event) => show(all.map(({ key }) => key).filter((key) => key === column.key ? event.target.checked : shown.includes(key)))}>{t(column.title)}</Checkbox>
          ))}
        </div>
        <Button size="small" type="text" block onClick={reset}>{t('list.columns-reset')}</Button>
      </div>
    )}>
      <Tooltip title={t('list.columns')}><Button type="text" icon={<SettingOutlined aria-hidden />} aria-label={t('list.columns')} /></Tooltip>
    </Popover>
  )
}
