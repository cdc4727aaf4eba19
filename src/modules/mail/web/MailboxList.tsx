import './mail.css'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { choice } from '../../../kernel/web/list/list-types.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { Moment } from '../../../kernel/web/moment.tsx'
import { Can } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { mailboxes } from '../contract.ts'
import { FetchMark, stateOf } from './parts/FetchMark.tsx'
import { MailboxForm } from './parts/MailboxForm.tsx'

export function MailboxList() {
  const t = useT()
  const navigate = useNavigate()
  const { new: isNew } = useSearch({ strict: false }) as { new?: string }
  const open = (on: boolean) => void navigate({ to: '.', replace: true, search: ((was: Record<string, string>) => ({ ...was, new: on ? '1' : undefined })) as never })
  const add = <Can permission="mailbox.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => open(true)}>{t('mailbox.add')}</Button></Can>
  const number = (n: number) => n ? <span className="num mail-alarm">{n}</span> : <span className="quiet num">0</span>
  return (
    <>
      <ListPage
        list="mailboxes" endpoint={mailboxes.list} entity="mailbox" title="mailbox.plural" defaultSort="address" search={false} to={(row) => `/mailboxes/${row.id}`} actions={add}
        columns={[
          { key: 'address', title: 'mailbox.address', width: 240, grow: true, sort: 'address', text: (row) => row.address, cell: (row) => <span className="mail-address"><span className="clip">{row.address}</span>{row.aliases.length ? <span className="quiet num">+{row.aliases.length}</span> : null}</span>, card: 'title' },
          { key: 'team', title: 'mailbox.team', width: 140, text: (row) => row.team?.name, card: 'top' },
          { key: 'state', out: { of: 'fetching.state', words: 'mailbox.state' }, title: 'inbound-mail.state', width: 190, text: (row) => t(`mailbox.state.${stateOf(row)}`), cell: (row) => <FetchMark of={row} />, card: 'foot' },
          { key: 'fetchedAt', out: { of: 'fetching.fetchedAt' }, title: 'mailbox.fetched-at', width: 130, text: (row) => row.fetching?.fetchedAt?.toISOString(), cell: (row) => <Moment at={row.fetching?.fetchedAt} />, card: 'corner' },
          { key: 'waiting', title: 'inbound-mail.state.waiting', width: 90, figures: true, text: (row) => row.waiting, cell: (row) => <span className="num">{row.waiting}</span> },
          { key: 'quarantined', title: 'inbound-mail.state.quarantined', width: 90, figures: true, text: (row) => row.quarantined, cell: (row) => number(row.quarantined) },
          { key: 'incidents', title: 'mail-incident.plural', width: 100, figures: true, text: (row) => row.incidents, cell: (row) => number(row.incidents) },
          { key: 'kind', out: { words: 'case.kind' }, title: 'mailbox.kind', width: 130, optional: true, text: (row) => t(`case.kind.${row.kind}`) },
          { key: 'line', title: 'mailbox.line', width: 130, optional: true, text: (row) => row.line?.name },
        ]}
        filters={[choice('active', 'mailbox.active', [{ value: 'true', label: t('mailbox.state.in-use') }, { value: 'false', label: t('mailbox.state.off') }])]}
        empty={{ title: 'mailbox.none', text: 'mailbox.none-text', action: add }}
      />
      <MailboxForm open={isNew === '1'} close={() => open(false)} saved={(it) => void navigate({ to: `/mailboxes/${it.id}` as never })} />
    </>
  )
}
