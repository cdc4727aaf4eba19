import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { conditionText } from '../../../clocks/web/index.ts'
import type { DraftNeed, DraftQueue } from './routing-draft.ts'

/** What a queue may ask about a case, and the answers there are. */
export interface QueueField { key: string; label: string; choices: readonly { value: string; label: string }[] }
interface Props {
  queue: DraftQueue; nth: number; of: number
  fields: readonly QueueField[]; skills: readonly { value: string; label: string }[]
  readOnly: boolean; never: boolean; wanting: ReadonlySet<string>
  change: (more: Partial<DraftQueue>) => void; drop: () => void; move: (by: -1 | 1) => void
}
const LEVELS = [1, 2, 3, 4, 5]

/** One queue: which cases come to it, what its handlers must be able to do, and how one of them is chosen. */
export function QueueCard({ queue, nth, of, fields, skills, readOnly, never, wanting, change, drop, move }: Props) {
  const t = useT()
  const said = queue.name[language() === 'zh-CN' ? 'zh' : 'en'] || queue.name.zh || t('routing.nth-queue', { n: nth })
  const need = (at: number, more: Partial<DraftNeed>) => change({ needs: queue.needs.map((one, other) => other === at ? { ...one, ...more } : one) })
  const field = (key: string) => fields.find((one) => one.key === key)
  return (
    <li className="routing-queue-card" aria-label={said} data-never={never || undefined}>
      <header>
        <span className="num routing-queue-nth">{nth}</span>
        {readOnly ? <h2>{said}</h2> : <TwoNames label={`${t('routing.nth-queue', { n: nth })} · ${t('routing.queue-name')}`} value={queue.name} maxLength={60} wanting={wanting.has('queue-name')} change={(name) => change({ name })} />}
        {readOnly ? null : <span className="routing-queue-acts">
          <Button type="text" icon={<ArrowUpOutlined aria-hidden />} disabled={nth === 1} aria-label={t('routing.queue-up', { name: said })} title={t('routing.queue-up', { name: said })} onClick={() => move(-1)} />
          <Button type="text" icon={<ArrowDownOutlined aria-hidden />} disabled={nth === of} aria-label={t('routing.queue-down', { name: said })} title={t('routing.queue-down', { name: said })} onClick={() => move(1)} />
          <Button type="text" icon={<DeleteOutlined aria-hidden />} disabled={of === 1} aria-label={t('routing.queue-drop', { name: said })} title={t('routing.queue-drop', { name: said })} onClick={drop} />
        </span>}
      </header>
      {never ? <p className="routing-queue-never">{t('routing.never-reached')}</p> : null}
      <div>
        <h3>{t('routing.queue-when')}</h3>
        {queue.written ? (
          <p className="routing-queue-written"><span>{conditionText(t, queue.written, { field: (name) => field(name)?.label ?? name, value: (name, value) => field(name)?.choices.find((one) => one.value === String(value))?.label ?? String(value) })}</span>
            {readOnly ? null : <Button size="small" onClick={() => change({ written: null })}>{t('routing.queue-rewrite')}</Button>}</p>
        ) : (
          <div className="routing-queue-fields">{fields.map(({ key, label, choices }) => {
            const chosen = queue.columns[key] ?? []
            if (readOnly && !chosen.length) return null
            return (
              <label key={key} className="routing-queue-field"><span className="routing-queue-caption">{label}</span>
                <Select mode="multiple" value={[...chosen]} disabled={readOnly} maxTagCount="responsive" placeholder={t('routing.any')} aria-label={`${said} · ${label}`} popupMatchSelectWidth={220} optionFilterProp="label"
                  options={[...choices, ...chosen.filter((value) => !choices.some((one) => one.value === value)).map((value) => ({ value, label: value }))]} onChange={(to: string[]) => change({ columns: { ...queue.columns, [key]: to } })} />
              </label>
            )
          })}{readOnly && !Object.values(queue.columns).some(({ length }) => length) ? <p className="quiet">{t('routing.every-case')}</p> : null}</div>
        )}
      </div>
      <div className="routing-queue-two">
        <div>
          <h3>{t('routing.queue-needs')}</h3>
          {queue.needs.length ? <ul className="routing-queue-needs">{queue.needs.map((one, at) => (
            <li key={at}>
              <Select value={one.skill} disabled={readOnly} showSearch optionFilterProp="label" placeholder={t('skill.name')} aria-label={`${said} · ${t('skill.name')} ${at + 1}`} {...(wanting.has('skill') && !one.skill ? { status: 'error' as const } : {})} popupMatchSelectWidth={false}
                options={[...skills, ...(one.skill && !skills.some(({ value }) => value === one.skill) ? [{ value: one.skill, label: one.skill }] : [])].filter(({ value }) => value === one.skill || !queue.needs.some(({ skill }) => skill === value))} onChange={(skill: string) => need(at, { skill })} />
              <Select value={one.level} disabled={readOnly} aria-label={`${said} · ${t('skill.level')} ${at + 1}`} popupMatchSelectWidth={false} options={LEVELS.map((value) => ({ value, label: t('routing.at-least', { level: t(`skill.level.${value}`) }) }))} onChange={(level: number) => need(at, { level })} />
              {readOnly ? null : <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('routing.need-drop', { n: at + 1 })} title={t('routing.need-drop', { n: at + 1 })} onClick={() => change({ needs: queue.needs.filter((_, other) => other !== at) })} />}
            </li>
          ))}</ul> : <p className="quiet">{t('routing.no-needs')}</p>}
          {readOnly || queue.needs.length >= 20 ? null : <Button size="small" type="dashed" icon={<PlusOutlined aria-hidden />} disabled={!skills.length} onClick={() => change({ needs: [...queue.needs, { skill: null, level: 3 }] })}>{t('routing.add-need')}</Button>}
        </div>
        <div>
          <h3>{t('routing.queue-by')}</h3>
          <Select className="routing-queue-by" value={queue.by} disabled={readOnly} aria-label={`${said} · ${t('routing.queue-by')}`} options={(['load', 'turn'] as const).map((value) => ({ value, label: t(`routing.choose.${value}`) }))} onChange={(by: 'load' | 'turn') => change({ by })} />
        </div>
      </div>
    </li>
  )
}
