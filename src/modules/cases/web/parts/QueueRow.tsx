import { EditOutlined, PauseCircleOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { DueBadge } from '../../../clocks/web/index.ts'
import type { Case } from '../../contract.ts'
import { pressing } from '../../rules.ts'
import { useHasDraft, useIsNews } from './kept.ts'
import { PromiseMark } from './PromiseMark.tsx'
import { CaseStatusTag, PriorityMark } from './tags.tsx'
import type { QueueKey } from './use-queue.ts'

interface Props { of: Case; isChosen: boolean; isGone: boolean; inTab: QueueKey; search: Readonly<Record<string, string>>; tabIndex: number }

/** One case of the queue in two lines: what and by when, who and how it stands. */
export const QueueRow = memo(function QueueRow({ of, isChosen, isGone, inTab, search, tabIndex }: Props) {
  const t = useT()
  const isNews = useIsNews(of)
  const hasDraft = useHasDraft(of.id)
  const clock = pressing(of.clocks)
  return (
    <li>
      <Link to={`/desk/${of.id}`} search={search as never} className="queue-row" data-row={of.id} data-news={isNews || undefined} data-gone={isGone || undefined} aria-current={isChosen || undefined} tabIndex={tabIndex} resetScroll={false} preload={false}>
        <span className="queue-line">
          <i className="queue-dot" aria-hidden />
          {isNews ? <span className="unseen">{t('case.is-news')}</span> : null}
          <span className="queue-subject clip">{of.subject}</span>
          {of.promiseDueAt ? <PromiseMark at={of.promiseDueAt} /> : null}
          {of.snoozed && inTab !== 'mine' ? <PauseCircleOutlined className="queue-draft" aria-label={t('case.is-snoozed')} title={t('case.is-snoozed')} /> : null}
          {hasDraft ? <EditOutlined className="queue-draft" aria-label={t('case.has-draft')} title={t('case.has-draft')} /> : null}
          <span className="queue-end">
            {inTab === 'unclaimed' ? <RelativeTime at={of.createdAt} /> : inTab === 'first' && of.handler ? <span className="clip">{of.handler.name}</span> : <CaseStatusTag of={of} />}
          </span>
        </span>
        <span className="queue-line queue-more">
          <PriorityMark priority={of.priority} />
          <span className="queue-who clip">{of.customer?.name ?? t('case.no-customer-short')}</span>
          <span className="queue-number num">{of.number.slice(-6)}</span>
          {clock?.dueAt && !clock.stoppedAt ? <DueBadge clock={clock} /> : <span className="queue-age"><RelativeTime at={of.changedAt} /></span>}
        </span>
        {isGone ? <span className="unseen">{t('case.has-left')}</span> : null}
      </Link>
    </li>
  )
})
