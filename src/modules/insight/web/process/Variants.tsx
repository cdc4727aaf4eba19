import { PlayCircleOutlined } from '@ant-design/icons'
import { Button, Checkbox, Tooltip } from 'antd'
import { useState } from 'react'
import type { Variant } from '../../../../pure/process/index.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { durationText, numberText, shareText } from './duration-text.ts'
import type { OpenLog } from './open-log.ts'

const PAGE = 25
export const variantKey = ({ activities }: Pick<Variant, 'activities'>): string => activities.join('\u0001')

/** The ways that cases took, the most frequent first; those that are ticked alone make up everything else on the page. */
export function Variants({ of, log, chosen, choose, replay }: { of: readonly Variant[]; log: OpenLog; chosen: ReadonlySet<string>; choose: (keys: ReadonlySet<string>) => void; replay: (caseId: string) => void }) {
  const t = useT()
  const [most, setMost] = useState(PAGE)
  const toggle = (key: string) => { const next = new Set(chosen); if (!next.delete(key)) next.add(key); choose(next) }
  const top = (n: number) => choose(new Set(of.slice(0, n).map(variantKey)))
  const covered = of.reduce((sum, one) => sum + (chosen.has(variantKey(one)) ? one.share : 0), 0)
  return (
    <section className="process-part">
      <header className="process-tools">
        <Button size="small" onClick={() => top(1)}>{t('process.top-1')}</Button><Button size="small" onClick={() => top(5)}>{t('process.top-5')}</Button>
        <Button size="small" disabled={chosen.size === 0} onClick={() => choose(new Set())}>{t('process.all-variants')}</Button>
        <span className="quiet num" role="status">{chosen.size ? t('process.variants-chosen', { n: numberText(chosen.size), share: shareText(covered) }) : t('process.variants-cover', { n: 5, share: shareText(of[4]?.cumulativeShare ?? 1) })}</span>
      </header>
      <ul className="process-variants">{of.slice(0, most).map((one, i) => {
        const key = variantKey(one)
        return (
          <li key={key} data-chosen={chosen.has(key) || undefined}>
            <Checkbox checked={chosen.has(key)} onChange={() => toggle(key)} aria-label={t('process.variant-said', { n: i + 1, cases: numberText(one.count) })} />
            <div>
              <p className="process-variant-head num"><strong>{numberText(one.count)}</strong><span>{shareText(one.share)}</span><span className="process-bar" aria-hidden><i style={{ width: `${one.share * 100}%` }} /></span><span className="quiet">{t('process.median-is', { time: durationText(t, one.medianSeconds) })}</span></p>
              <p className="process-way-words">{one.activities.map((activity, place) => <span key={place}>{log.activityName(activity)}</span>)}</p>
            </div>
            <Tooltip title={t('process.replay-one')}><Button type="text" size="small" icon={<PlayCircleOutlined />} aria-label={t('process.replay-of', { n: i + 1 })} onClick={() => replay(one.exampleCaseId)} /></Tooltip>
          </li>
        )
      })}</ul>
      {of.length > most ? <Button block onClick={() => setMost(most + PAGE * 2)}>{t('process.more-variants', { n: numberText(of.length - most) })}</Button> : null}
    </section>
  )
}
