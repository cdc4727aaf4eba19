import '../teamwork.css'
import './topics.css'
import { CommentOutlined, NotificationOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useMemo } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { choice } from '../../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { flows } from '../../../flows/contract.ts'
import { TeamPicker } from '../../../people/web/index.ts'
import { Announce, Discuss, TOPIC_KINDS, TOPIC_STATES, topics } from '../../topics/contract.ts'
import type { Topic } from '../../topics/contract.ts'
import { StateTag } from '../parts/tags.tsx'

const VIEWS = [{ key: 'unread', label: 'topic.view.unread', query: { unread: 'true' } }, { key: 'announcements', label: 'topic.view.announcements', query: { kind: 'announcement' } }, { key: 'discussions', label: 'topic.view.discussions', query: { kind: 'discussion' } }]
const flowName = (of: Topic['flow']) => of ? language() === 'en' ? of.name.en : of.name.zh : ''

/** What was announced and what is talked over, the latest word first. */
export function TopicList() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const setNew = (to: string | undefined) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to, about: to ? was['about'] : undefined })) as never })
  const columns = useMemo((): Column<Topic>[] => [
    { key: 'title', title: 'topic.title', width: 320, grow: true, text: (row) => row.title, cell: (row) => <span className="topic-title" data-unread={row.unread || undefined}><i aria-hidden />{row.unread ? <span className="unseen">{t('topic.unread')}</span> : null}<span className="clip">{row.title}</span></span>, card: 'title' },
    { key: 'kind', title: 'topic.kind', width: 128, text: (row) => t(`topic.kind.${row.kind}`), card: 'top' },
    { key: 'team', title: 'topic.teamId', width: 130, text: (row) => row.team?.name ?? t('topic.everybody'), card: 'foot' },
    { key: 'flow', title: 'topic.flow', width: 170, text: (row) => flowName(row.flow) },
    { key: 'author', title: 'topic.author', width: 110, text: (row) => row.author.name, card: 'foot' },
    { key: 'replies', title: 'topic.replies', width: 80, text: (row) => String(row.replies), cell: (row) => <span className="num">{row.replies}</span> },
    { key: 'state', title: 'topic.state', width: 100, text: (row) => t(`topic.state.${row.state}`), cell: (row) => <StateTag noun="topic" state={row.state} /> },
    { key: 'lastAt', title: 'topic.lastAt', width: 130, text: (row) => row.lastAt.toISOString(), cell: (row) => <Moment at={row.lastAt} />, card: 'corner' },
  ], [t])
  const filters = useMemo(() => [choice('kind', 'topic.kind', TOPIC_KINDS.map((value) => ({ value, label: t(`topic.kind.${value}`) }))), choice('state', 'topic.state', TOPIC_STATES.map((value) => ({ value, label: t(`topic.state.${value}`) })))], [t])
  const acts = (
    <>
      <Can permission="topic.discuss"><Button icon={<CommentOutlined aria-hidden />} onClick={() => setNew('discussion')}>{t('topic.discuss')}</Button></Can>
      <Can permission="topic.announce"><Button type="primary" icon={<NotificationOutlined aria-hidden />} onClick={() => setNew('announcement')}>{t('topic.announce')}</Button></Can>
    </>
  )
  const words = [
    { name: 'title', label: 'topic.title', input: <Input maxLength={160} /> },
    { name: 'body', label: 'topic.body', input: <Input.TextArea autoSize={{ minRows: 5, maxRows: 16 }} maxLength={10_000} /> },
    { name: 'teamId', label: 'topic.teamId', input: <TeamPicker placeholder={t('topic.everybody')} /> },
  ] as const
  return (
    <>
      <ListPage list="topics" endpoint={topics.topics} entity="topic" title="topic.plural" defaultSort="-lastAt" search={false} to={(row) => `/topics/${row.id}`} columns={columns} filters={filters} views={VIEWS} actions={acts} empty={{ title: 'topic.none', text: 'topic.none-text', action: acts }} />
      <FormDrawer open={search['new'] === 'announcement'} close={() => setNew(undefined)} title="topic.announce" body={Announce} said="topic.announced" saveLabel="topic.announce" save={(body) => call(topics.announce, { body })} saved={(it) => void navigate({ to: `/topics/${it.id}` as string })} fields={words} />
      <FormDrawer open={search['new'] === 'discussion'} close={() => setNew(undefined)} title="topic.discuss" body={Discuss} said="topic.begun" saveLabel="topic.discuss" save={(body) => call(topics.discuss, { body })} saved={(it) => void navigate({ to: `/topics/${it.id}` as string })}
        {...(search['about'] ? { values: { flow: search['about'] } } : {})} fields={[...words, { name: 'flow', label: 'topic.flow', help: 'topic.flow-help', input: <FlowSelect /> }]} />
    </>
  )
}

function FlowSelect({ value, onChange, id }: { value?: string; onChange?: (key: string | undefined) => void; id?: string }) {
  const found = useQuery(query(flows.list, {}))
  return <Select<string> {...(id ? { id } : {})} allowClear showSearch={{ optionFilterProp: 'label' }} value={value ?? null} loading={found.isPending} onChange={(key) => onChange?.(key ?? undefined)} options={(found.data?.items ?? []).map((one) => ({ value: one.key, label: language() === 'en' ? one.name.en : one.name.zh }))} />
}
