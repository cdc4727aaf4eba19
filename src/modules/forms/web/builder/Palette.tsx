import { PlusOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import { KindIcon } from './KindIcon.tsx'
import { PALETTE } from './build-state.ts'
import type { PaletteName } from './build-state.ts'

/** The kinds of questions to choose from. */
export function Palette({ add, addSection }: { add: (name: PaletteName) => void; addSection: () => void }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const choose = (run: () => void) => { setOpen(false); run() }
  return (
    <div className="build-palette-bar">
      <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomLeft" arrow={false} content={(
        <div className="build-palette">
          {PALETTE.map(({ group, names }) => (
            <section key={group} aria-label={t(`form.palette.${group}`)}>
              <h3>{t(`form.palette.${group}`)}</h3>
              <div>{names.map((name) => <button key={name} type="button" onClick={() => choose(() => add(name))}><KindIcon name={name} /><span>{t(`form.kind.${name}`)}</span></button>)}</div>
            </section>
          ))}
        </div>
      )}>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} aria-expanded={open}>{t('form.build.add-question')}</Button>
      </Popover>
      <Button icon={<PlusOutlined aria-hidden />} onClick={addSection}>{t('form.build.add-section')}</Button>
    </div>
  )
}
