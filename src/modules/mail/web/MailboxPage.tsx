import './mail.css'
import { ApiOutlined, EditOutlined, PauseCircleOutlined, PlayCircleOutlined } from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { ask } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { mailboxTests, mailboxes } from '../contract.ts'
import type { Mailbox } from '../contract.ts'
import { FetchMark } from './parts/FetchMark.tsx'
import { Health } from './parts/Health.tsx'
import { InboundTable } from './parts/InboundTable.tsx'
import { MailboxForm } from './parts/MailboxForm.tsx'
import { OauthBlock } from './parts/OauthBlock.tsx'
import { Sending } from './parts/Sending.tsx'
import { SigningBlock } from './parts/SigningBlock.tsx'
import { TestResult } from './parts/TestResult.tsx'

/** How one mailbox fares, and what stands in it. */
export function MailboxPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const [changing, setChanging] = useState<Mailbox | null>(null)
  const test = useCall(mailboxTests.test, { refresh: [mailboxes.events] })
  const [tried, setTried] = useState<Awaited<ReturnType<typeof test.run>>>(undefined)
  const turn = useCall(mailboxes.change, { said: 'mailbox.changed-now' })
  const switchOff = async (it: Mailbox) => {
    if (it.active && !await ask({ title: t('mailbox.disable-ask', { address: it.address }), text: t('mailbox.disable-text'), yes: t('mailbox.disable'), danger: true })) return
    await turn.run({ params: { id }, body: { active: !it.active, version: it.version } })
  }
  const server = (of: Mailbox['imap']) => of ? `${of.user} · ${of.host}:${of.port}${of.secure ? ' · TLS' : ''}` : null
  return (
    <>
      <RecordPage
        endpoint={mailboxes.get} params={{ id }} entity="mailbox" back={{ to: '/mailboxes', label: 'mailbox.plural' }} title={(it) => it.address} tags={(it) => <FetchMark of={it} />}
        facts={(it) => <>{it.name ? <span>{it.name}</span> : null}{it.team ? <span>{it.team.name}</span> : null}{it.aliases.length ? <span>{it.aliases.join(t('list.comma'))}</span> : null}</>}
        actions={(it) => [
          { key: 'change', label: 'mailbox.change', permission: 'mailbox.write', primary: true, icon: <EditOutlined aria-hidden />, run: () => setChanging(it) },
          ...(it.imap || it.smtp ? [{ key: 'test', label: 'mailbox.test', permission: 'mailbox.write', icon: <ApiOutlined aria-hidden />, busy: test.busy, run: async () => setTried(await test.run({ body: { mailboxId: id } })) }] : []),
          { key: 'active', label: it.active ? 'mailbox.disable' : 'mailbox.enable', permission: 'mailbox.write', icon: it.active ? <PauseCircleOutlined aria-hidden /> : <PlayCircleOutlined aria-hidden />, busy: turn.busy, run: () => switchOff(it) },
        ]}
        tabs={(it) => [
          { key: 'health', label: 'mailbox.health', content: <Health id={id} /> },
          { key: 'kept-back', label: 'inbound-mail.state.quarantined', permission: 'inbound-mail.read', count: it.quarantined, content: <InboundTable list="mailbox-kept-back" fixed={{ mailboxId: id, state: 'quarantined' }} /> },
          { key: 'arrivals', label: 'inbound-mail.plural', permission: 'inbound-mail.read', content: <InboundTable list="mailbox-mails" fixed={{ mailboxId: id }} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={mailboxes.events} params={{ id }} /> },
        ]}
        side={(it) => (
          <>
            <Block title="mailbox.fetching">
              <Facts items={[
                { label: 'mailbox.imap', value: server(it.imap) }, { label: 'mailbox.folders', value: it.imap ? it.folders.join(t('list.comma')) : null },
                { label: 'mailbox.after', value: it.imap ? it.after === 'move' ? t('mailbox.moved-to', { folder: it.moveTo ?? '' }) : t(`mailbox.after.${it.after}`) : null },
              ]} />
            </Block>
            <Block title="mailbox.handling">
              <Facts items={[
                { label: 'mailbox.team', value: it.team?.name }, { label: 'mailbox.line', value: it.line?.name }, { label: 'mailbox.kind', value: t(`case.kind.${it.kind}`) },
                { label: 'mailbox.language', value: t(`mailbox.language.${it.language}`) }, { label: 'mailbox.acknowledge', value: t(it.acknowledge ? 'mailbox.yes' : 'mailbox.no') }, { label: 'mailbox.smtp', value: server(it.smtp) },
              ]} />
            </Block>
            {it.imap || it.smtp ? <OauthBlock id={id} address={it.address} /> : null}
            {it.smtp ? <><SigningBlock address={it.address} /><Sending id={id} /></> : null}
          </>
        )}
      />
      {changing ? <MailboxForm open close={() => setChanging(null)} mailbox={changing} /> : null}
      <TestResult of={tried} close={() => setTried(undefined)} />
    </>
  )
}
