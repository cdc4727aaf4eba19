import './insight.css'
import { DashboardOutlined, DesktopOutlined, DownOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { Menu } from '../../../kernel/web/Menu.tsx'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault, NotFound } from '../../../kernel/web/frame/faults.tsx'
import { dayIn, momentText } from '../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { homeFoot, homeParts } from '../../../kernel/web/places.ts'
import { Can, useSession } from '../../../kernel/web/session.tsx'
import { Together } from '../../../kernel/web/together.tsx'
import { Slot } from '../../../kernel/web/slot.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { named, PeriodPicker } from '../../metrics/web/index.ts'
import { TeamPicker } from '../../people/web/index.ts'
import { dashboards } from '../contract.ts'
import type { Dashboard, DashboardSummary, TileValue } from '../contract.ts'
import { ChannelSelect } from './parts/ChannelSelect.tsx'
import { Tile, TileSkeleton } from './parts/Tile.tsx'
import { TileDrawer } from './parts/TileDrawer.tsx'

type Address = Partial<Record<'from' | 'to' | 'teamId' | 'channel' | 'against' | 'tile', string>>

/** The board of one's role, or another that one may open: its tiles, what they are held against, and behind each its records. What is chosen stands in the address. */
export function DashboardPage() {
  const t = useT()
  const { key } = useParams({ strict: false }) as { key?: string }
  const all = useQuery({ ...query(dashboards.boards, {}), staleTime: 300_000 })
  usePageTitle(t('dashboard.plural'))
  if (all.isError && !all.data) return <Fault error={all.error} again={() => void all.refetch()} />
  const items = all.data?.items ?? []
  const of = key ? items.find((one) => one.key === key) : items[0]
  if (all.data && !items.length) return <Blank mark={<DashboardOutlined />} title={t('dashboard.none')} text={t('dashboard.none-text')} />
  if (all.data && !of) return <NotFound />
  return of ? <Board key={of.key} of={of} all={items} /> : <div className="board"><BoardSkeleton /></div>
}

function Board({ of, all }: { of: DashboardSummary; all: readonly DashboardSummary[] }) {
  const t = useT()
  const navigate = useNavigate()
  const { company } = useSession()
  const address = useSearch({ strict: false }) as Address
  const { tile, ...asked } = address
  const set = (patch: Address) => void navigate({ to: '.', replace: true, resetScroll: false, search: ((was: Address) => Object.fromEntries(Object.entries({ ...was, ...patch }).filter(([, value]) => value))) as never })
  const found = useQuery({ ...query(dashboards.board, { params: { key: of.key }, query: asked as never }), placeholderData: keepPreviousData, staleTime: 60_000 })
  const { data } = found
  const open = data?.tiles.find((one) => one.key === tile)
  usePageTitle(named(of.name))
  return (
    <div className="board" data-old={found.isPlaceholderData || undefined}>
      <header className="board-head">
        <div className="board-title">
          <BoardChoice of={of} all={all} />
          <p className="quiet">{named(of.about)}</p>
        </div>
        <div className="board-acts">
          {data ? <span className="quiet num board-at">{t('dashboard.counted-at', { time: momentText(data.at, company.zone, 'short') })}</span> : null}
          <Can permission="wall.read"><Link to={'/wallboard' as string}><Button icon={<DesktopOutlined aria-hidden />} tabIndex={-1}>{t('wall.open')}</Button></Link></Can>
        </div>
      </header>
      <div className="board-tools">
        <PeriodPicker from={data?.from ?? ''} to={data?.to ?? ''} today={dayIn(company.zone)} set={(window) => set(window)} />
        <Select aria-label={t('metric.against')} value={data?.against ?? 'previous'} popupMatchSelectWidth={false} onChange={(against) => set({ against })} options={(['previous', 'year'] as const).map((value) => ({ value, label: t(`metric.against.${value}`) }))} />
        <div className="board-filter"><TeamPicker value={address.teamId ?? null} onChange={(teamId) => set({ teamId: teamId ?? '' })} placeholder={t('dashboard.all-teams')} /></div>
        <div className="board-filter"><ChannelSelect value={address.channel ?? null} onChange={(channel) => set({ channel: channel ?? '' })} placeholder={t('dashboard.all-channels')} /></div>
      </div>
      <Together>
        <Slot of={homeParts} props={{}} />
        {found.isError && !data ? <Fault error={found.error} again={() => void found.refetch()} /> : !data ? <BoardSkeleton /> : <Groups of={data} open={(one) => set({ tile: one.key })} />}
        {data ? <Slot of={homeFoot} props={{}} /> : null}
      </Together>
      <TileDrawer board={of.key} of={open} asked={asked} against={data?.against ?? 'previous'} close={() => set({ tile: '' })} />
    </div>
  )
}

function Groups({ of, open }: { of: Dashboard; open: (tile: TileValue) => void }) {
  const groups: { name: TileValue['group']; tiles: TileValue[] }[] = []
  for (const tile of of.tiles) {
    const last = groups.at(-1)
    if (last && last.name?.en === tile.group?.en) last.tiles.push(tile)
    else groups.push({ name: tile.group, tiles: [tile] })
  }
  return groups.map(({ name, tiles }, at) => (
    <section key={at} className="board-group">
      {name ? <h2>{named(name)}</h2> : null}
      <div className="board-tiles">{tiles.map((tile) => <Tile key={tile.key} of={tile} against={of.against} open={() => open(tile)} />)}</div>
    </section>
  ))
}

function BoardChoice({ of, all }: { of: DashboardSummary; all: readonly DashboardSummary[] }) {
  const t = useT()
  const navigate = useNavigate()
  if (all.length < 2) return <h1>{named(of.name)}</h1>
  return (
    <h1>
      <Menu menu={{ selectedKeys: [of.key], items: all.map((one) => ({ key: one.key, label: <span className="board-choice"><strong>{named(one.name)}{one.mine ? <em>{t('dashboard.mine')}</em> : null}</strong><small>{named(one.about)}</small></span> })), onClick: ({ key }) => void navigate({ to: `/dashboard/${key}` as string }) }}>
        <button type="button" className="board-pick" aria-label={t('dashboard.choose')}>{named(of.name)}<DownOutlined aria-hidden /></button>
      </Menu>
    </h1>
  )
}

const BoardSkeleton = () => (
  <>{[0, 1, 2, 3].map((group) => <section key={group} className="board-group"><h2><span className="grey" style={{ width: 72, height: 12 }} /></h2><div className="board-tiles">{[0, 1, 2].map((tile) => <TileSkeleton key={tile} />)}</div></section>)}</>
)
