import '../teamwork.css'
import './topics.css'
import { CheckOutlined, EditOutlined, StopOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Moment, RelativeTime } from '../../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../../kernel/web/record/RecordPage.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { Face } from '../../../people/web/index.ts'
import { ChangeTopic, topics } from '../../topics/contract.ts'
import type { Topic } from '../../topics/contract.ts'
import { PeoplePicker } from '../parts/PeoplePicker.tsx'
import { StateTag } from '../parts/tags.tsx'

/** One announcement or discussion: what was said, by whom, and who has read it. Opening it reads it. */
export function TopicPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const [changing, setChanging] = useState<Topic | null>(null)
  const close = useCall(topics.closeTopic, { said: 'topic.was-closed' })
  const askClose = async (it: Topic) => { if (await ask({ title: t('topic.close'), text: t('topic.close-ask'), yes: t('topic.close'), danger: true })) await close.run({ params: { id }, body: { version: it.version } }) }
  return (
    <>
      <RecordPage
        endpoint={topics.topic} params={{ id }} entity="topic" back={{ to: '/topics', label: 'topic.plural' }} title={(it) => it.title} number={(it) => t(`topic.kind.${it.kind}`)} tags={(it) => <StateTag noun="topic" state={it.state} />}
        facts={(it) => <><span>{it.author.name}</span><span>{t('topic.createdAt')} <Moment at={it.createdAt} /></span></>}
        actions={(it) => [
          { key: 'change', label: 'topic.change', may: 'change', icon: <EditOutlined aria-hidden />, run: () => setChanging(it) },
          { key: 'close', label: 'topic.close', may: 'close', icon: <StopOutlined aria-hidden />, busy: close.busy, run: () => askClose(it) },
        ]}
        tabs={(it) => [
          { key: 'topic', label: 'topic.one', content: <Said of={it} /> },
          { key: 'readers', label: 'topic.readers', content: <Readers id={id} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={topics.topicEvents} params={{ id }} /> },
        ]}
        side={(it) => <Block title="topic.one"><Facts items={[
          { label: 'topic.teamId', value: it.team?.name ?? t('topic.everybody') }, ...(it.flow ? [{ label: 'topic.flow', value: <Link to={`/flows/${it.flow.key}` as string}>{language() === 'en' ? it.flow.name.en : it.flow.name.zh}</Link> }] : []),
          { label: 'topic.author', value: it.author.name }, { label: 'topic.lastAt', value: <Moment at={it.lastAt} /> },
        ]} /></Block>}
      />
      {changing ? <FormDrawer open close={() => setChanging(null)} title="topic.change" body={ChangeTopic} said="topic.was-changed" saveLabel="topic.change" values={{ title: changing.title, body: changing.body, version: changing.version }} save={(body) => call(topics.changeTopic, { params: { id }, body })}
        fields={[{ name: 'title', label: 'topic.title', input: <Input maxLength={160} /> }, { name: 'body', label: 'topic.body', input: <Input.TextArea autoSize={{ minRows: 5, maxRows: 16 }} maxLength={10_000} /> }]} /> : null}
    </>
  )
}

function Said({ of }: { of: Topic }) {
  const t = useT()
  const params = { id: of.id }
  const found = useQuery(query(topics.replies, { params }))
  const read = useCall(topics.readTopic, { refresh: [topics.topics, topics.topic, topics.readers] })
  useLive('topic', () => void found.refetch(), of.id)
  const isNew = of.unread && !read.busy
  // What is opened is read; a word that comes while it stands open is read with it.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => { if (isNew && document.visibilityState === 'visible') void read.run({ params, body: {} }) }, [isNew, of.id])
  return (
    <>
      <section className="teamwork-text"><p className="topic-body">{of.body}</p></section>
      <section className="teamwork-text">
        <h2>{t('topic.replies')}</h2>
        {found.data?.items.length ? (
          <ul className="teamwork-opinions">
            {found.data.items.map((one) => (
              <li key={one.id}>
                <Face name={one.author.name} />
                <div>
                  <div className="teamwork-opinion-head"><strong>{one.author.name}</strong><span className="quiet"><RelativeTime at={one.at} /></span>{one.mentions.map(({ id, name }) => <span key={id} className="topic-named">@{name}</span>)}</div>
                  <p>{one.body}</p>
                </div>
              </li>
            ))}
          </ul>
        ) : found.isPending ? <span className="grey" style={{ width: 240, height: 14 }} /> : <p className="quiet">{t('topic.no-replies')}</p>}
        {of.may.includes('reply') ? <Reply of={of} /> : null}
      </section>
    </>
  )
}

function Reply({ of }: { of: Topic }) {
  const t = useT()
  const [text, setText] = useState('')
  const [named, setNamed] = useState<string[]>([])
  const say = useCall(topics.replyInTopic, { said: 'topic.was-replied', refresh: [topics.replies, topics.topic, topics.readers] })
  const send = async () => {
    if (text.trim() === '' || say.busy || !await say.run({ params: { id: of.id }, body: { body: text.trim(), mentions: named } })) return
    setText('')
    setNamed([])
  }
  return (
    <div className="teamwork-say">
      <Input.TextArea value={text} maxLength={10_000} autoSize={{ minRows: 2, maxRows: 10 }} aria-label={t('topic.reply-here')} placeholder={t('topic.reply-here')} onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) { event.preventDefault(); void send() } }} />
      <label className="topic-remind"><span className="quiet">{t('topic.remind')}</span><PeoplePicker id="topic-remind" value={named} onChange={setNamed} /></label>
      <div className="teamwork-say-foot"><span /><Button type="primary" loading={say.busy} disabled={text.trim() === ''} onClick={() => void send()}>{t('topic.reply')}</Button></div>
    </div>
  )
}

function Readers({ id }: { id: string }) {
  const t = useT()
  const found = useQuery(query(topics.readers, { params: { id } }))
  if (!found.data) return <span className="grey" style={{ width: 240, height: 14 }} />
  const { items } = found.data
  return (
    <section className="teamwork-text">
      <h2 className="num">{t('topic.read-of', { read: items.filter((one) => one.upToDate).length, of: items.length })}</h2>
      <ul className="topic-readers">
        {items.map((one) => (
          <li key={one.id} data-read={one.upToDate || undefined}>
            <Face name={one.name} size={22} /><span className="clip">{one.name}</span>
            <span className="quiet">{one.upToDate ? <><CheckOutlined aria-hidden /> {t('topic.read-at')}</> : t(one.readAt ? 'topic.read-before' : 'topic.not-read')}{one.readAt ? <> <Moment at={one.readAt} /></> : null}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
