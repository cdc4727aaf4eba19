import './needs.css'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice, choices, pick } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { RelativeTime } from '../../../kernel/web/moment.tsx'
import { momentText } from '../../../kernel/web/moment-text.ts'
import { Can, useCan, useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { DepartmentName, DepartmentPicker, StaffName, StaffPicker } from '../../people/web/index.ts'
import { needs } from '../contract.ts'
import type { NeedItem } from '../contract.ts'
import { STAGES, VOICE_KINDS } from '../rules.ts'
import { NeedForm } from './parts/NeedForm.tsx'
import { Overview } from './parts/Overview.tsx'
import { KindTag, ReplyTag, StageTag } from './parts/tags.tsx'

const VIEWS = [
  { key: 'to-route', label: 'need.view.to-route', query: { stage: 'gathered', reply: 'none', sort: '-voices' } }, { key: 'waiting', label: 'need.view.waiting', query: { reply: 'waiting' } }, { key: 'overdue', label: 'need.view.overdue', query: { reply: 'overdue' } },
  { key: 'on-the-way', label: 'need.view.on-the-way', query: { stage: 'accepted,production' } }, { key: 'launched', label: 'need.view.launched', query: { stage: 'launched' } },
]

/** The desk of the voice of customers: what many ask for, which department it is with, and how far it is on its way to a product. */
export function NeedList() {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const { zone } = useSession().company
  const search = useSearch({ strict: false }) as Record<string, string>
  const columns = useMemo((): Column<NeedItem>[] => [
    { key: 'title', title: 'need.title', width: 260, grow: true, text: (row) => row.title, card: 'title' },
    { key: 'voices', title: 'need.voices', width: 80, figures: true, sort: 'voices', text: (row) => row.voices, cell: (row) => <strong className="num">{row.voices}</strong>, card: 'corner' },
    { key: 'customers', title: 'need.customers', width: 96, figures: true, text: (row) => row.customers },
    { key: 'kind', title: 'need.kind', width: 90, text: (row) => t(`need.kind.${row.kind}`), cell: (row) => <KindTag kind={row.kind} />, card: 'top' },
    { key: 'stage', title: 'need.stage', width: 112, text: (row) => t(`need.stage.${row.stage}`), cell: (row) => <StageTag stage={row.stage} />, card: 'top' },
    { key: 'department', title: 'need.department', width: 110, text: (row) => row.department?.name, card: 'foot' },
    { key: 'reply', title: 'need.reply', width: 150, text: (row) => t(`need.reply.${!row.reply ? 'none' : row.reply.state === 'answered' ? 'answered' : row.reply.overdue ? 'overdue' : 'waiting'}`), cell: (row) => <ReplyTag of={row.reply} />, card: 'foot' },
    { key: 'product', title: 'need.product', width: 140, optional: true, text: (row) => row.product },
    { key: 'owner', title: 'need.owner', width: 90, text: (row) => row.owner.name },
    { key: 'lastVoiceAt', title: 'need.lastVoiceAt', width: 118, text: (row) => row.lastVoiceAt ? momentText(row.lastVoiceAt, zone) : '', cell: (row) => row.lastVoiceAt ? <RelativeTime at={row.lastVoiceAt} /> : null },
    { key: 'createdAt', title: 'need.createdAt', width: 110, optional: true, sort: 'createdAt', text: (row) => momentText(row.createdAt, zone), cell: (row) => <RelativeTime at={row.createdAt} /> },
  ], [t, zone])
  const filters = useMemo(() => [
    choices('stage', 'need.stage', STAGES.map((value) => ({ value, label: t(`need.stage.${value}`) }))), choices('kind', 'need.kind', VOICE_KINDS.map((value) => ({ value, label: t(`need.kind.${value}`) }))),
    choice('reply', 'need.reply', (['none', 'waiting', 'overdue', 'answered'] as const).map((value) => ({ value, label: t(`need.reply.${value}`) }))), pick('departmentId', 'need.department', DepartmentPicker, DepartmentName), pick('owner', 'need.owner', StaffPicker, StaffName),
  ], [t])
  const set = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined })) as never })
  const form = <Can permission="need.steer"><Button onClick={() => set(true)}>{t('need.form')}</Button></Can>
  const capture = <Can permission="voice.capture"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate({ to: '/voices?new=1' as string })}>{t('voice.capture')}</Button></Can>
  return (
    <>
      <ListPage under={can('voice.read') ? <Overview /> : null} list="needs" endpoint={needs.needs} entity="need" title="need.desk" defaultSort="-voices" to={(row) => `/needs/${row.id}`} columns={columns} filters={filters} views={VIEWS} actions={<>{form}{capture}</>} empty={{ title: 'need.empty', text: 'need.empty-text', action: capture }} />
      <NeedForm open={search['new'] === '1'} close={() => set(false)} saved={(id) => void navigate({ to: `/needs/${id}` as string })} />
    </>
  )
}
