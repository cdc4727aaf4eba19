import { CheckOutlined, MoreOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { Moment, RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { desk } from '../../contract.ts'
import type { Case, CasePromise } from '../../contract.ts'
import { askAgain, CASE_READS } from './case-cache.ts'
import { useDeskWork } from './use-case-desk.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'

/** What was promised on a case: the open ones first, those of the past behind a word. */
export function Promises({ of, make }: { of: Case; make: (() => void) | undefined }) {
  const t = useT()
  const { promises } = useDeskWork(of.id)
  const [isAll, setIsAll] = useState(false)
  const open = promises.filter(({ state }) => state === 'open' || state === 'broken')
  const past = promises.filter(({ state }) => state !== 'open' && state !== 'broken')
  return (
    <div className="promises">
      {promises.length === 0 ? <p className="quiet">{t('case.no-promises')}</p> : null}
      <ul>{[...open, ...(isAll ? past : [])].map((one) => <PromiseItem key={one.id} promise={one} />)}</ul>
      <div className="promises-foot">
        {make ? <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={make} aria-keyshortcuts="p">{t('case.promise')}</Button> : null}
        {past.length > 0 && !isAll ? <Button size="small" type="text" onClick={() => setIsAll(true)}>{t('case.promises-past', { n: past.length })}</Button> : null}
      </div>
    </div>
  )
}

function PromiseItem({ promise }: { promise: CasePromise }) {
  const t = useT()
  const cache = useQueryClient()
  const [isWithdrawing, setIsWithdrawing] = useState(false)
  const done = () => void askAgain(cache, [...CASE_READS, desk.work])
  const keep = useCall(desk.keep, { said: 'case.promise-was-kept', refresh: [], done })
  const withdraw = useCall(desk.withdraw, { refresh: [], done })
  const params = { id: promise.caseId, promiseId: promise.id }
  const { state } = promise
  return (
    <li className="promise" data-state={state}>
      <span className="promise-what">{promise.what}</span>
      <span className="promise-facts">
        <span className="promise-state">{t(`case.promise-state.${state}`)}</span>
        {state === 'open' || state === 'broken' ? <RelativeTime at={promise.dueAt} /> : <Moment at={promise.settledAt} />}
        <span className="clip">{t('case.promise-by', { name: promise.by.name, whom: t(`case.promise-to.${promise.toWhom}`) })}</span>
      </span>
      {promise.reason ? <span className="quiet">{promise.reason}</span> : null}
      {promise.may.length === 0 ? null : (
        <span className="promise-acts">
          {promise.may.includes('keep') ? <Tooltip title={t('case.promise-keep')}><Button size="small" type="text" icon={<CheckOutlined />} aria-label={t('case.promise-keep')} loading={keep.busy} onClick={() => void keep.run({ params, body: { version: promise.version } })} /></Tooltip> : null}
          {promise.may.includes('withdraw') ? <Menu placement="bottomRight" menu={{ items: [{ key: 'withdraw', label: t('case.promise-withdraw'), onClick: () => setIsWithdrawing(true) }] }}><Button size="small" type="text" icon={<MoreOutlined />} aria-label={t('frame.more-actions')} /></Menu> : null}
        </span>
      )}
      {isWithdrawing ? <WithdrawDialog promise={promise} busy={withdraw.busy} done={async (reason) => await withdraw.run({ params, body: { version: promise.version, reason } }) !== undefined} close={() => setIsWithdrawing(false)} /> : null}
    </li>
  )
}
