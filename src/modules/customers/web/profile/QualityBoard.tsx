import '../customers.css'
import './profile.css'
import { SettingOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { CSSProperties } from 'react'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { profiles } from '../../profile/contract.ts'
import type { QualityBoard as Board } from '../../profile/contract.ts'
import { WeightsDialog } from './WeightsDialog.tsx'

const EVERY_MS = 30_000
type Tally = Board['lists'][number]
const said = ({ n, more }: Tally) => `${n.toLocaleString()}${more ? '+' : ''}`

/** What has to be tidied, as figures each of which is a worklist. */
export function QualityBoard() {
  const t = useT()
  usePageTitle(t('customer.quality'))
  const found = useQuery({ ...query(profiles.qualityBoard, {}), refetchInterval: EVERY_MS })
  const [weighing, setWeighing] = useState(false)
  if (!found.data) return found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : <PageSkeleton />
  const { lists, enough, staleDays, completeness } = found.data
  const [standing, lacking] = [lists.filter((one) => !one.quality.startsWith('missing-')), lists.filter((one) => one.quality.startsWith('missing-')).toSorted((a, b) => b.n - a.n)]
  const most = Math.max(1, ...lacking.map((one) => one.n))
  return (
    <div className="customer-board">
      <header className="customer-board-head">
        <h1>{t('customer.quality')}</h1>
        <Can permission="customer.shape"><Button icon={<SettingOutlined aria-hidden />} onClick={() => setWeighing(true)}>{t('customer.weights')}</Button></Can>
      </header>
      <p>{completeness === null ? t('customer.quality-none') : t('customer.quality-text', { mean: completeness, enough, days: staleDays })}</p>
      <div className="customer-cards">
        {standing.map((one) => (
          <Link key={one.quality} to={'/customers' as string} search={{ quality: one.quality } as never} className="customer-tally" data-n={one.n}>
            <strong>{t(`customer.quality.${one.quality}`)}</strong><b className="num">{said(one)}</b><span>{t(`customer.quality-why.${one.quality}`, { enough, days: staleDays })}</span>
          </Link>
        ))}
      </div>
      <h2>{t('customer.quality-missing')}</h2>
      <div className="customer-lacks">
        {lacking.map((one) => (
          <Link key={one.quality} to={'/customers' as string} search={{ quality: one.quality } as never} style={{ '--customer-share': `${100 * one.n / most}%` } as CSSProperties}>
            <span>{t(`customer.profile-field.${one.quality.slice('missing-'.length)}`)}</span><i aria-hidden /><span className="num">{said(one)}</span>
          </Link>
        ))}
      </div>
      {weighing ? <WeightsDialog close={() => setWeighing(false)} /> : null}
    </div>
  )
}
