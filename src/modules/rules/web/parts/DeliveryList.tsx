import { ReloadOutlined, SendOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../../kernel/web/list/Rows.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { webhooks } from '../../webhooks/contract.ts'
import type { Delivery } from '../../webhooks/contract.ts'

interface Page { items: Delivery[]; nextCursor: string | null }

/** What was sent, with every attempt: when, how long, the answer. */
export function DeliveryList({ webhookId }: { webhookId: string }) {
  const t = useT()
  const found = useInfiniteQuery({
    queryKey: [webhooks.deliveries.path, { params: { id: webhookId } }], initialPageParam: '', getNextPageParam: (last: Page) => last.nextCursor ?? undefined,
    queryFn: ({ pageParam }): Promise<Page> => call(webhooks.deliveries, { params: { id: webhookId }, query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) } }),
    refetchInterval: ({ state }) => state.data?.pages[0]?.items.some((one) => one.state === 'sending') ? 2_000 : false,
  })
  if (found.isError) return <Fault error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <RowsSkeleton columns={3} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (!items.length) return <Blank mark={<SendOutlined />} title={t('webhook.no-deliveries')} text={t('webhook.no-deliveries-text')} />
  return <div className="webhook-deliveries"><ul>{items.map((one) => <li key={one.id}><DeliveryItem of={one} /></li>)}</ul>{found.hasNextPage ? <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('rule.more')}</Button> : null}</div>
}

function DeliveryItem({ of }: { of: Delivery }) {
  const t = useT()
  const can = useCan()
  const replay = useCall(webhooks.replayDelivery, { said: 'webhook.replayed' })
  return (
    <article className="webhook-delivery" data-state={of.state}>
      <header><span className="rule-state">{t(`webhook.delivery.${of.state}`)}</span><strong>{of.type}</strong><span className="quiet"><Moment at={of.queuedAt} form="full" /></span>
        {can('webhook.write') && of.state !== 'sending' && of.type !== 'webhook.test' ? <Button size="small" type="text" icon={<ReloadOutlined aria-hidden />} loading={replay.busy} onClick={() => void replay.run({ params: { id: of.id }, body: { version: of.version } })}>{t('webhook.replay')}</Button> : null}</header>
      {of.tries.length ? <ol>{of.tries.map((one) => <li key={one.at.getTime()} data-good={(one.status !== null && one.status < 300) || undefined}><span className="num">{one.status ?? '–'}</span> {one.error ? t(one.error) : null} <span className="quiet num">{one.tookMs} ms · <Moment at={one.at} form="full" /></span></li>)}</ol> : null}
      {of.dueAt ? <p className="quiet">{t('webhook.next')} <Moment at={of.dueAt} form="full" /></p> : null}
      <details><summary>{t('webhook.payload')}</summary><p className="quiet num">webhook-id: {of.id}</p><pre tabIndex={0}>{pretty(of.payload)}</pre></details>
    </article>
  )
}
const pretty = (text: string): string => { try { return JSON.stringify(JSON.parse(text), null, 2) } catch { return text } }
