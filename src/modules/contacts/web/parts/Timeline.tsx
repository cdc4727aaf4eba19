import '../contacts.css'
import { PlusOutlined, ShoppingOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { useLive } from '../../../../kernel/web/live.tsx'
import { dayIn, momentText } from '../../../../kernel/web/moment-text.ts'
import { Can, useSession } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { behaviours } from '../../behaviours/contract.ts'
import type { Behaviour } from '../../behaviours/contract.ts'
import { interactions } from '../../contract.ts'
import type { Interaction } from '../../contract.ts'
import { About } from './About.tsx'
import { ChannelMark } from './ChannelMark.tsx'
import { durationText } from './duration.ts'
import { TalkMark } from './TalkMark.tsx'
import { WriteDownForm } from './WriteDownForm.tsx'

/** Live signals are gathered for a moment before the timeline is asked again. */
const QUIET_MS = 1_200

/** Every contact with a customer, whatever the channel, newest first. */
export function Timeline({ customerId }: { customerId: string }) {
  const t = useT()
  const { company } = useSession()
  const cache = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const queryKey = [interactions.timeline.path, { params: { id: customerId } }, 'all']
  const found = useInfiniteQuery({
    queryKey, initialPageParam: '', getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: ({ pageParam }) => call(interactions.timeline, { params: { id: customerId }, query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) } }),
  })
  useLive('interaction', () => { timer.current ??= setTimeout(() => { timer.current = undefined; void cache.invalidateQueries({ queryKey }) }, QUIET_MS) })
  useEffect(() => () => clearTimeout(timer.current), [])
  const met = found.data?.pages.flatMap((page): readonly Interaction[] => page.items) ?? []
  const deeds = useQuery(query(behaviours.behaviours, { params: { id: customerId }, query: { limit: 100 } })).data?.items ?? []
  // What the customer did stands among the contacts of its time; what is older than the last contact read waits for the rest.
  const until = found.hasNextPage ? met.at(-1)?.at : undefined
  const items = [...met, ...deeds.filter(({ at }) => !until || at >= until)].toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const write = <Can permission="interaction.write"><Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setIsOpen(true)}>{t('interaction.write-down')}</Button></Can>
  return (
    <div className="interaction-line">
      {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} />
        : found.isPending ? <div aria-busy>{Array.from({ length: 5 }, (_, n) => <span key={n} className="grey" style={{ height: 14, width: `${66 - (n * 11) % 30}%`, margin: '18px 0' }} />)}</div>
        : items.length === 0 ? <Blank title={t('interaction.none')} text={t('interaction.none-text')} act={write} />
        : (
          <>
            <div className="interaction-acts">{write}</div>
            <ol>
              {items.map((one, n) => {
                const day = dayIn(company.zone, one.at)
                const before = items[n - 1]
                return <li key={one.id}>{before && dayIn(company.zone, before.at) === day ? null : <div className="interaction-day num">{day === dayIn(company.zone) ? t('time.today') : day}</div>}{'direction' in one ? <Entry of={one} zone={company.zone} /> : <Did of={one} zone={company.zone} />}</li>
              })}
            </ol>
            {found.hasNextPage ? <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('interaction.older')}</Button> : null}
          </>
        )}
      <WriteDownForm customerId={customerId} open={isOpen} close={() => setIsOpen(false)} />
    </div>
  )
}

/** Something the customer did, as another system told it. */
function Did({ of, zone }: { of: Behaviour; zone: string }) {
  const t = useT()
  return (
    <div className="interaction">
      <span className="interaction-mark"><ShoppingOutlined aria-hidden /></span>
      <div className="interaction-body">
        <p><strong>{t(`behaviour.${of.kind}`)}</strong> · {of.label}</p>
        <div className="interaction-facts num"><span>{of.source}</span>{of.amount === null ? null : <span>{new Intl.NumberFormat(language(), { minimumFractionDigits: 2 }).format(of.amount)}</span>}</div>
      </div>
      <time className="interaction-when num" dateTime={of.at.toISOString()} title={momentText(of.at, zone, 'exact')}>{momentText(of.at, zone, 'full').slice(11)}</time>
    </div>
  )
}

function Entry({ of, zone }: { of: Interaction; zone: string }) {
  const t = useT()
  return (
    <div className="interaction">
      <span className="interaction-mark" data-direction={of.direction}><ChannelMark channel={of.channel} /></span>
      <div className="interaction-body">
        <p><strong>{t(`interaction.met.${of.direction}`, { channel: t(`interaction.channel.${of.channel}`) })}</strong>{of.topic ? <> · {of.topic}</> : null}</p>
        <div className="interaction-facts num">
          {of.agent?.name ? <span>{of.agent.name}</span> : null}
          {of.startedAt && of.endedAt ? <span>{t('interaction.lasted', { time: durationText(of.startedAt, of.endedAt) })}</span> : null}
          <TalkMark of={of} />
          {of.outcome ? <span>{of.outcome}</span> : null}
          <About of={of} />
        </div>
      </div>
      <time className="interaction-when num" dateTime={of.at.toISOString()} title={momentText(of.at, zone, 'exact')}>{momentText(of.at, zone, 'full').slice(11)}</time>
    </div>
  )
}
