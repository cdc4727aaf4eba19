import './record.css'
import { ArrowLeftOutlined, MoreOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { Button, Tabs } from 'antd'
import { Suspense, useRef, type ReactNode } from 'react'
import { Menu } from '../Menu.tsx'
import { ApiError, query } from '../../client.ts'
import type { Answer, Endpoint, Spec } from '../../contract.ts'
import { usePhone } from '../appearance.ts'
import { Fault, NotFound } from '../frame/faults.tsx'
import { PageSkeleton } from '../frame/PageSkeleton.tsx'
import { useLive } from '../live.tsx'
import { usePageTitle } from '../page-title.ts'
import { useCan } from '../session.tsx'
import { useFills } from '../slot.tsx'
import type { Place } from '../web-module.ts'
import { Together } from '../together.tsx'
import { useT } from '../words.ts'
import { useRecordKeys } from './use-record-keys.ts'

/** A button of a record's head. With `may` it is there only while the record's `may` names it. */
export interface RecordAction { key: string; /** Catalogue key. */ label: string; may?: string; permission?: string; icon?: ReactNode; primary?: true; danger?: true; busy?: boolean; run: () => unknown }
export interface RecordTab { key: string; /** Catalogue key. */ label: string; permission?: string; count?: number; content: ReactNode }

export interface RecordPageProps<S extends Spec, P extends object> {
  endpoint: Endpoint<S>
  params: Record<string, string>
  /** What live signals call it: `case`. */
  entity?: string
  /** Where the arrow leads: the list it is in. `label` is a catalogue key. */
  back: { to: string; label: string }
  title: (record: Answer<S>) => string
  number?: (record: Answer<S>) => ReactNode
  /** Beside the number: status, priority. */
  tags?: (record: Answer<S>) => ReactNode
  /** Under the title, one line of facts. */
  facts?: (record: Answer<S>) => ReactNode
  actions?: (record: Answer<S>) => readonly RecordAction[]
  /** The first is open at first; which one stands in the address. One tab alone shows no row of tabs. */
  tabs: (record: Answer<S>) => readonly RecordTab[]
  /** A place whose fills stand after these tabs. */
  tabPlace?: { of: Place<P>; props: (record: Answer<S>) => P }
  /** Across the page, between the head and the tabs. */
  band?: (record: Answer<S>) => ReactNode
  /** A column at the right; below the content where the window is narrow. */
  side?: (record: Answer<S>) => ReactNode
}

/** The page of one record: who it is, what may be done now, and everything about it in tabs; kept true by the live socket. */
export function RecordPage<S extends Spec, P extends object = object>(props: RecordPageProps<S, P>) {
  const { endpoint, params, entity } = props
  const cache = useQueryClient()
  const request = { params } as never
  const record = useQuery(query(endpoint, request))
  useLive(entity, () => void cache.invalidateQueries({ predicate: ({ queryKey }) => mentions(queryKey[1], params['id']) }), params['id'])
  usePageTitle(record.data === undefined ? undefined : props.title(record.data))
  if (record.data !== undefined) return <Shown {...props} record={record.data} />
  if (record.error instanceof ApiError && record.error.status === 404) return <NotFound />
  return record.isError ? <Fault error={record.error} again={() => void record.refetch()} /> : <PageSkeleton />
}
/** Whatever was asked with this record's id in its path is about it: the record, its messages, its history. */
const mentions = (request: unknown, id: string | undefined): boolean =>
  !!id && typeof request === 'object' && request !== null && 'params' in request && Object.values(request.params as object).includes(id)

function Shown<S extends Spec, P extends object>({ record, params, back, title, number, tags, facts, actions, tabs, tabPlace, band, side }: RecordPageProps<S, P> & { record: Answer<S> }) {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const asked = useRouterState({ select: (state) => (state.location.search as Record<string, string>)['tab'] })
  const fills = useFills(tabPlace?.of ?? NOWHERE as Place<P>)
  const may = (record as { may?: readonly string[] } | null)?.may
  const allowed = (actions?.(record) ?? []).filter((one) => (!one.permission || can(one.permission)) && (!one.may || may?.includes(one.may)))
  const shown: RecordTab[] = [
    ...tabs(record).filter((one) => !one.permission || can(one.permission)),
    ...fills.map(({ component: Part, key, label }, n) => ({ key: key ?? `more-${n}`, label: label ?? '', content: <Suspense fallback={<PageSkeleton />}>{tabPlace ? <Part {...tabPlace.props(record)} /> : null}</Suspense> })),
  ]
  const current = shown.some((one) => one.key === asked) ? asked : shown[0]?.key
  const page = useRef<HTMLElement>(null)
  const show = (key: string | undefined) => void navigate({ to: '.', replace: true, resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, tab: key === shown[0]?.key ? undefined : key })) as never })
  const change = allowed.find(({ key, busy }) => CHANGES.includes(key) && !busy)
  useRecordKeys({
    change: change && (() => void change.run()),
    step: (by) => { if (shown.length > 1) show(shown[(shown.findIndex(({ key }) => key === current) + by + shown.length) % shown.length]?.key) },
    toActs: () => page.current?.querySelector<HTMLElement>('.record-acts button:last-of-type')?.focus(),
  })
  return (
    <article ref={page} className="record">
      <header className="record-head">
        <div className="record-line">
          <Link to={back.to} className="record-back"><ArrowLeftOutlined aria-hidden /><span>{t(back.label)}</span></Link>
          {number ? <span className="record-number num">{number(record)}</span> : null}
          {tags ? <span className="record-tags">{tags(record)}</span> : null}
          <Actions actions={allowed} />
        </div>
        <h1>{title(record)}</h1>
        {facts ? <div className="record-facts num">{facts(record)}</div> : null}
      </header>
      {band?.(record)}
      <div className="record-grid" data-side={side ? true : undefined}>
        <div className="record-main">
          {shown.length === 1 ? <div className="record-only">{shown[0]!.content}</div> : (
            <Tabs activeKey={current ?? ''} destroyOnHidden onChange={show}
              items={shown.map((one) => ({ key: one.key, children: one.content, label: <>{t(one.label)}{one.count ? <span className="record-count num">{one.count}</span> : null}</> }))} />
          )}
        </div>
        {side ? <aside className="record-side"><Together key={params['id'] ?? ''}>{side(record)}</Together></aside> : null}
      </div>
    </article>
  )
}
const NOWHERE: Place = { name: '' }
/** What an action is called that changes the record. */
const CHANGES: readonly string[] = ['change', 'edit']

/** The main action and its neighbours as buttons, the rest behind a menu; on a phone one button and the menu. */
function Actions({ actions }: { actions: readonly RecordAction[] }) {
  const t = useT()
  const room = usePhone() ? 1 : 4
  if (actions.length === 0) return null
  const ordered = [...actions].sort((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false))
  const outside = ordered.slice(0, room).reverse()
  const inside = ordered.slice(room)
  return (
    <div className="record-acts">
      {inside.length > 0 ? (
        <Menu placement="bottomRight" menu={{ items: inside.map((one) => ({ key: one.key, label: t(one.label), icon: one.icon, danger: one.danger ?? false, onClick: () => void one.run() })) }}>
          <Button icon={<MoreOutlined aria-hidden />} aria-label={t('frame.more-actions')} />
        </Menu>
      ) : null}
      {outside.map((one) => <Button key={one.key} type={one.primary ? 'primary' : 'default'} danger={one.danger ?? false} icon={one.icon} loading={one.busy ?? false} {...(CHANGES.includes(one.key) ? { 'aria-keyshortcuts': 'e' } : {})} onClick={() => void one.run()}>{t(one.label)}</Button>)}
    </div>
  )
}

/** A titled block of a record's side or tab. */
export function Block({ title, extra, children }: { title: string; extra?: ReactNode; children: ReactNode }) {
  const t = useT()
  return <section className="record-block"><header><h2>{t(title)}</h2>{extra}</header>{children}</section>
}

/** Names and values, one a line, exactly aligned. A value of null shows a dash. */
export function Facts({ items }: { items: readonly { /** Catalogue key. */ label: string; value: ReactNode }[] }) {
  const t = useT()
  return <dl className="record-pairs num">{items.map(({ label, value }) => <div key={label}><dt>{t(label)}</dt><dd>{value ?? <span className="quiet">–</span>}</dd></div>)}</dl>
}
