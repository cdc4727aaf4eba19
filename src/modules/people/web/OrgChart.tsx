import './people.css'
import './roles.css'
import { ApartmentOutlined, SwapOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Popover, Segmented, Tag } from 'antd'
import { useState, type CSSProperties } from 'react'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { useLive } from '../../../kernel/web/live.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useCan } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { Tier, staff } from '../contract.ts'
import type { ChartPerson } from '../contract.ts'
import { Face } from './parts/Face.tsx'
import { usePositionName } from './parts/labels.ts'
import { StaffPicker } from './parts/pickers.tsx'

/** So many people without reports stand in one column under their manager, before a further column begins. */
const COLUMN = 8

/** Who answers to whom, drawn from the line managers; and the same people by tier and position. */
export function OrgChart() {
  const t = useT()
  usePageTitle(t('chart.menu'))
  const navigate = useNavigate()
  const { by } = useSearch({ strict: false }) as { by?: string }
  const found = useQuery(query(staff.chart, {}))
  useLive('staff', () => void found.refetch())
  if (found.isError && !found.data) return <Fault error={found.error} again={() => void found.refetch()} />
  const people = found.data?.items ?? []
  const below = Map.groupBy(people, (one) => one.managerId)
  return (
    <div className="people-page">
      <header className="people-page-head">
        <h1>{t('chart.menu')}</h1>
        <Segmented<string> value={by === 'tier' ? 'tier' : 'manager'} options={[{ value: 'manager', label: t('chart.by-manager') }, { value: 'tier', label: t('chart.by-tier') }]} onChange={(next) => void navigate({ to: '.', replace: true, search: (next === 'tier' ? { by: 'tier' } : {}) as never })} />
      </header>
      {!found.data ? <span className="grey" style={{ display: 'block', height: 320, borderRadius: 10 }} aria-busy />
        : people.length === 0 ? <Blank mark={<ApartmentOutlined />} title={t('staff.empty')} text={t('staff.empty-text')} />
        : by === 'tier' ? <Tiers people={people} /> : (
          <>
            {people.length > 1 && people.every((one) => !one.managerId) ? <p className="quiet">{t('chart.no-managers')}</p> : null}
            <div className="chart-scroll" ref={(frame) => frame?.querySelector('.chart-person')?.scrollIntoView({ inline: 'center', block: 'nearest' })}><ul className="chart-tree" aria-label={t('chart.menu')}>{(below.get(null) ?? []).toSorted(byTier).map((one) => <Person key={one.id} of={one} below={below} />)}</ul></div>
          </>
        )}
    </div>
  )
}

const rank = (one: ChartPerson) => one.tier ? Tier.options.indexOf(one.tier) : Tier.options.length
const byTier = (a: ChartPerson, b: ChartPerson) => rank(a) - rank(b) || a.name.localeCompare(b.name)

function Person({ of, below }: { of: ChartPerson; below: ReadonlyMap<string | null, ChartPerson[]> }) {
  const t = useT()
  const can = useCan()
  const positionName = usePositionName()
  const [folded, setFolded] = useState(false)
  const under = (below.get(of.id) ?? []).toSorted(byTier)
  // Whoever leads nobody stands in a column, so that a manager of thirty is not thirty cards wide.
  const branches = under.filter((one) => below.has(one.id))
  const leaves = under.filter((one) => !below.has(one.id))
  const led = of.teams.filter((team) => team.leader)
  return (
    <li>
      <div className="chart-person" data-tier={of.tier ?? undefined}>
        <Face name={of.name} size={22} />
        <strong className="clip"><Link to={`/staff/${of.id}` as string}>{of.name}</Link></strong>
        {can('staff.write') ? <Move of={of} /> : <span />}
        <small className="clip">{[positionName(of.position) ?? t('chart.no-position'), of.grade ? t(`staff.grade.${of.grade}`) : null].filter(Boolean).join(' · ')}</small>
        {of.line || of.teams.length ? <small className="clip">{[of.line, ...of.teams.map((team) => team.leader ? t('team.led', { name: team.name }) : team.name)].filter(Boolean).join(t('list.comma'))}</small> : null}
        {under.length ? <button type="button" className="chart-fold quiet num" aria-expanded={!folded} onClick={() => setFolded(!folded)}>{t(folded ? 'chart.unfold' : 'chart.fold', { n: under.length })}</button> : null}
        {led.length > 1 ? <Tag>{t('chart.leads', { n: led.length })}</Tag> : null}
      </div>
      {under.length && !folded ? (
        <ul>
          {branches.map((one) => <Person key={one.id} of={one} below={below} />)}
          {leaves.length ? <li><ul className="chart-leaves" style={{ '--columns': Math.min(4, Math.ceil(leaves.length / COLUMN)) } as CSSProperties}>{leaves.map((one) => <Person key={one.id} of={one} below={below} />)}</ul></li> : null}
        </ul>
      ) : null}
    </li>
  )
}

/** Gives somebody another line manager, where they stand. */
function Move({ of }: { of: ChartPerson }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [to, setTo] = useState<string | undefined>(of.managerId ?? undefined)
  const change = useCall(staff.change, { said: 'chart.moved', done: () => setOpen(false) })
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" arrow={false} destroyOnHidden content={(
      <div className="people-popped">
        <strong>{t('chart.move-named', { name: of.name })}</strong>
        <StaffPicker value={to ?? null} onChange={setTo} without={of.id} placeholder={t('chart.nobody-above')} />
        <Button type="primary" loading={change.busy} disabled={(to ?? null) === of.managerId} onClick={() => void change.run({ params: { id: of.id }, body: { managerId: to ?? null, version: of.version } })}>{t('chart.move')}</Button>
      </div>
    )}>
      <Button size="small" type="text" icon={<SwapOutlined aria-hidden />} aria-label={t('chart.move-named', { name: of.name })} />
    </Popover>
  )
}

function Tiers({ people }: { people: readonly ChartPerson[] }) {
  const t = useT()
  const positionName = usePositionName()
  return (
    <div className="chart-tiers">{[...Tier.options, null].map((tier) => {
      const here = people.filter((one) => one.tier === tier)
      if (!tier && !here.length) return null
      return (
        <section key={tier ?? 'none'} aria-label={tier ? t(`staff.tier.${tier}`) : t('chart.no-tier')}>
          <h2>{tier ? t(`staff.tier.${tier}`) : t('chart.no-tier')}<span className="quiet num">{here.length}</span></h2>
          {[...Map.groupBy(here, (one) => one.position)].map(([position, of]) => (
            <div key={position ?? ''}>
              <h3>{positionName(position) ?? t('chart.no-position')}</h3>
              <ul>{of.map((one) => <li key={one.id}><Link to={`/staff/${one.id}` as string}><Face name={one.name} size={20} />{one.name}{one.grade ? <span className="quiet">{t(`staff.grade.${one.grade}`)}</span> : null}</Link></li>)}</ul>
            </div>
          ))}
        </section>
      )
    })}</div>
  )
}
