import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, LoadingOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { ApiError } from '../../../../kernel/client.ts'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { askAgain } from './case-cache.ts'
import { eachOf } from './each.ts'
import type { Outcome } from './each.ts'

interface Props {
  rows: readonly Case[]
  /** Catalogue keys of the heading, and of the sentence when all went through. */
  title: string
  said: string
  deed: (row: Case) => Promise<unknown>
  close: () => void
}

/** Does one thing to every chosen case and says of each how it went; when all went through it closes by itself. */
export function BulkDialog({ rows, title, said, deed, close }: Props) {
  const t = useT()
  const cache = useQueryClient()
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>(() => rows.map(() => 'waiting'))
  const [isOver, setIsOver] = useState(false)
  const stop = useRef(new AbortController())
  const run = useEffectEvent(async (signal: AbortSignal) => {
    const now: Outcome[] = rows.map(() => 'waiting')
    await eachOf(rows, deed, (at, outcome) => { now[at] = outcome; setOutcomes([...now]) }, { signal })
    await askAgain(cache)
    if (now.every((one) => one === 'done')) {
      toast.done(t(said, { n: rows.length }))
      close()
    } else setIsOver(true)
  })
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void run(stop.current.signal)
  }, [])
  const done = outcomes.filter((one) => one === 'done').length
  return (
    <Modal open onCancel={() => { stop.current.abort(); close() }} width={560} title={t(title)} mask={{ closable: false }}
      footer={isOver ? <Button type="primary" onClick={close}>{t('frame.close')}</Button> : <Button onClick={() => stop.current.abort()}>{t('case.bulk-stop')}</Button>}>
      <p role="status" className="num">{t(isOver ? 'case.bulk-result' : 'case.bulk-running', { done, n: rows.length, failed: outcomes.filter((one) => typeof one === 'object').length })}</p>
      <ul className="bulk-rows">
        {rows.map((row, n) => {
          const outcome = outcomes[n] ?? 'waiting'
          return (
            <li key={row.id} data-outcome={typeof outcome === 'object' ? 'failed' : outcome}>
              {outcome === 'done' ? <CheckCircleFilled aria-label={t('case.bulk.done')} /> : outcome === 'running' ? <LoadingOutlined aria-label={t('case.bulk.running')} /> : outcome === 'waiting' ? <ClockCircleOutlined aria-label={t('case.bulk.waiting')} /> : <CloseCircleFilled aria-label={t('case.bulk.failed')} />}
              <span className="num quiet">{row.number}</span>
              <span className="clip">{row.subject}</span>
              {typeof outcome === 'object' ? <span className="bulk-why">{outcome.fault instanceof ApiError && outcome.fault.status === 404 ? t('case.gone-meanwhile') : faultText(outcome.fault)}</span> : null}
            </li>
          )
        })}
      </ul>
    </Modal>
  )
}
