import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { inquiry } from '../../inquiry/contract.ts'
import { pText } from '../../rules.ts'
import type { MetricSummary } from '../../contract.ts'
import { differenceText, figureText, shownText } from './figure-text.ts'
import { named } from './named.ts'

/** Each group against all the others: how much it differs, and whether that is more than chance. */
export function GroupsView({ of, window, by, choose }: { of: MetricSummary; window: { from: string; to: string }; by: string; choose: (by: string) => void }) {
  const t = useT()
  const found = useQuery({ ...query(inquiry.groups, { params: { key: of.key }, query: { ...window, by } }), placeholderData: keepPreviousData, staleTime: 30_000 })
  const say = (value: number | null) => figureText(language(), of.unit, value)
  const signed = (value: number | null) => value === null ? '–' : `${value > 0 ? '+' : value < 0 ? '−' : ''}${differenceText(language(), of.unit, value, t('metric.points'))}`
  return (
    <section className="figure-section" aria-label={t('metric.groups')}>
      <header><h2>{t('metric.groups')}</h2><div><Select aria-label={t('metric.divide-by')} value={by} popupMatchSelectWidth={false} style={{ minWidth: 120 }} onChange={choose} options={of.by.map((one) => ({ value: one.field, label: named(one.name) }))} /></div></header>
      {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <span className="grey" style={{ height: 160 }} /> : (
        <>
          <p className="figure-sentence">{named(found.data.sentence)}{found.data.overall ? <span className="quiet"> {t(`metric.test.${found.data.overall.test}`)}</span> : null}</p>
          <div className="figure-table-hold" style={{ maxHeight: 520, marginTop: 10 }}>
            <table className="figure-table num">
              <thead><tr><th scope="col">{named(of.by.find(({ field }) => field === by)!.name)}</th><th scope="col">{t('metric.value')}</th><th scope="col">{t('metric.n')}</th><th scope="col">{t('metric.others')}</th><th scope="col">{t('metric.differs')}</th><th scope="col" title={t('metric.adjusted-p')}>{t('metric.p')}</th><th scope="col">{t('metric.judgement')}</th></tr></thead>
              <tbody>{found.data.items.map((one) => (
                <tr key={one.group ?? ''} title={named(one.sentence)}>
                  <th scope="row">{one.name}</th><td data-few={one.few}>{shownText(t, language(), of.unit, one)}</td><td>{one.n.toLocaleString(language())}</td><td>{say(one.others.value)}</td><td {...(one.real ? { 'data-real': true } : {})}>{signed(one.difference)}</td>
                  <td>{one.adjusted === null ? '–' : pText(one.adjusted)}</td><td>{t(one.real === null ? 'metric.change.untested' : one.real ? 'metric.differs-really' : 'metric.differs-not')}</td>
                </tr>
              ))}</tbody>
            </table>
          </div>
          <p className="figure-note">{t('metric.groups-note')}</p>
        </>
      )}
    </section>
  )
}
