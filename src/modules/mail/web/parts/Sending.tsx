import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Switch } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { Block, Facts } from '../../../../kernel/web/record/RecordPage.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { ChangeMailboxSending, mailboxSending } from '../../sending/contract.ts'

/** How a mailbox sends, beside its server. */
export function Sending({ id }: { id: string }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const { data: of } = useQuery(query(mailboxSending.sending, { params: { id } }))
  if (!of) return null
  return (
    <Block title="mailbox.sending" extra={<Can permission="mailbox.write"><Button type="text" size="small" icon={<EditOutlined />} aria-label={t('mailbox.change-sending')} onClick={() => setOpen(true)} /></Can>}>
      <Facts items={[
        { label: 'mailbox.plus-addresses', value: t(of.plusAddresses ? 'mailbox.yes' : 'mailbox.no') }, { label: 'mailbox.sent-folder', value: of.sentFolder }, { label: 'mailbox.connections', value: of.connections },
      ]} />
      <FormDrawer
        open={open} close={() => setOpen(false)} title="mailbox.change-sending" body={ChangeMailboxSending} values={of} version={of.version} said="mailbox.changed-now"
        fields={[
          { name: 'plusAddresses', label: 'mailbox.plus-addresses', help: 'mailbox.plus-addresses-help', input: <Switch />, valueProp: 'checked' },
          { name: 'sentFolder', label: 'mailbox.sent-folder', help: 'mailbox.sent-folder-help', input: <Input placeholder="Sent" /> },
          { name: 'connections', label: 'mailbox.connections', input: <InputNumber min={1} max={10} /> },
        ]}
        save={(body: ChangeMailboxSending) => call(mailboxSending.changeSending, { params: { id }, body })}
      />
    </Block>
  )
}
