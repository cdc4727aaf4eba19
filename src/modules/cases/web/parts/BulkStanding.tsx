import { Progress } from 'antd'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Bulk } from '../../bulk/contract.ts'
import { CaseLink, PriorityMark } from './tags.tsx'

/** How a bulk deed would go, goes or went: figures, how far it is, and who is refused why. */
export function BulkStanding({ of }: { of: Bulk }) {
  const t = useT()
  const isShown = of.state === 'prepared'
  const begun = of.total - (isShown ? 0 : of.waiting)
  const figures: readonly [string, number, string][] = isShown
    ? [['bulk.would', of.waiting, 'done'], ['bulk.would-not', of.refused, 'refused']]
    : [['bulk.done-so-far', of.done, 'done'], ['bulk.refused-so-far', of.refused, 'refused'], ...(of.waiting ? [['bulk.left', of.waiting, 'left'] as [string, number, string]] : [])]
  const to = [of.to.handler?.name, of.to.team?.name].filter(Boolean).join(' · ')
  return (
    <div className="bulk-standing">
      {to || of.deed.kind === 'prioritise' ? <p className="bulk-to">{to}{of.deed.kind === 'prioritise' ? <PriorityMark priority={of.deed.priority} named /> : null}</p> : null}
      <dl className="bulk-figures">{figures.map(([label, n, tone]) => <div key={label} data-tone={n > 0 ? tone : undefined}><dt>{t(label)}</dt><dd className="num">{n.toLocaleString()}</dd></div>)}</dl>
      {of.outlook && of.total > of.refused ? (
        <div className="bulk-outlook">
          <p className="num">{t('bulk.outlook', { earlier: of.outlook.earlier.toLocaleString(), later: of.outlook.later.toLocaleString(), same: of.outlook.same.toLocaleString() })}</p>
          <ul>{of.outlook.examples.map((one) => <li key={one.case.id}><CaseLink of={one.case} /><span className="num">{one.from ? <Moment at={one.from} /> : t('bulk.no-due')} → {one.to ? <Moment at={one.to} /> : t('bulk.no-due')}</span></li>)}</ul>
        </div>
      ) : null}
      {isShown ? null : <Progress percent={Math.round(begun / of.total * 1000) / 10} status={of.state === 'running' ? 'active' : of.state === 'done' ? 'success' : 'exception'} format={() => t(`bulk.state.${of.state}`)} size="small" />}
      <p className="unseen" role="status">{t(`bulk.state.${of.state}`)}{isShown ? null : ` ${of.done} / ${of.total}`}</p>
      {of.more ? <p className="bulk-note">{t('bulk.more', { n: of.total.toLocaleString() })}</p> : null}
      {isShown && of.waiting === 0 ? <p className="bulk-note">{t('bulk.nothing-to-do')}</p> : null}
      {of.state === 'cancelled' && of.startedAt ? <p className="bulk-note">{t('bulk.stopped-text')}</p> : null}
      {of.fault ? <p className="bulk-note">{t(of.fault)}</p> : null}
      {of.refusals.length > 0 ? (
        <ul className="bulk-refusals">
          {of.refusals.map(({ code, n, examples }) => (
            <li key={code}>
              <span className="bulk-refusal">{t(code)}</span><span className="num">{n.toLocaleString()}</span>
              <span className="bulk-examples num">
                {examples.length ? examples.map((one) => <CaseLink key={one.id} of={one} />) : t('bulk.invisible')}
                {examples.length && n > examples.length ? <span className="quiet">{t('bulk.and-more', { n: (n - examples.length).toLocaleString() })}</span> : null}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
