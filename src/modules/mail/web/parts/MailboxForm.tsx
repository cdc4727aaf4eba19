import { Input, Select, Switch } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { KINDS } from '../../../cases/contract.ts'
import { LinePicker, TeamPicker } from '../../../people/web/index.ts'
import { AddMailbox, After, ChangeMailbox, FirstFetch, mailboxes } from '../../contract.ts'
import type { Mailbox } from '../../contract.ts'
import { ServerInput } from './ServerInput.tsx'

/** A mailbox made or changed. */
export function MailboxForm({ open, close, mailbox, saved }: { open: boolean; close: () => void; mailbox?: Mailbox; saved?: (it: Mailbox) => void }) {
  const t = useT()
  const words = (field: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`mailbox.${field}.${value}`) }))
  const fields: FormField[] = [
    { name: 'address', label: 'mailbox.address', input: <Input type="email" maxLength={320} autoComplete="off" placeholder="service@example.com" /> },
    { name: 'aliases', label: 'mailbox.aliases', input: <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ', '，', ';', '；']} />, help: 'mailbox.aliases-help' },
    { name: 'name', label: 'mailbox.name', half: true, input: <Input maxLength={120} /> },
    { name: 'language', label: 'mailbox.language', half: true, input: <Select options={words('language', ['zh-CN', 'en'])} /> },
    { name: 'teamId', label: 'mailbox.team', half: true, input: <TeamPicker /> },
    { name: 'lineId', label: 'mailbox.line', half: true, input: <LinePicker /> },
    { name: 'kind', label: 'mailbox.kind', half: true, input: <Select options={KINDS.map((value) => ({ value, label: t(`case.kind.${value}`) }))} /> },
    { name: 'acknowledge', label: 'mailbox.acknowledge', half: true, input: <Switch />, valueProp: 'checked' },
    { name: 'imap', label: 'mailbox.imap', input: <ServerInput kind="imap" /> },
    { name: 'folders', label: 'mailbox.folders', half: true, input: <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，']} /> },
    { name: 'firstFetch', label: 'mailbox.firstFetch', half: true, input: <Select options={words('firstFetch', FirstFetch.options)} /> },
    { name: 'after', label: 'mailbox.after', half: true, input: <Select options={words('after', After.options)} /> },
    { name: 'moveTo', label: 'mailbox.moveTo', half: true, input: <Input maxLength={200} /> },
    { name: 'smtp', label: 'mailbox.smtp', input: <ServerInput kind="smtp" /> },
  ]
  const NEW = { aliases: [], language: 'zh-CN', kind: 'request', acknowledge: false, folders: ['INBOX'], firstFetch: 'unread', after: 'seen' }
  return mailbox
    ? <FormDrawer open={open} close={close} width={560} title="mailbox.change" body={ChangeMailbox} fields={fields} values={{ ...mailbox, teamId: mailbox.team?.id ?? null, lineId: mailbox.line?.id ?? null }} version={mailbox.version} said="mailbox.changed-now" save={(body) => call(mailboxes.change, { params: { id: mailbox.id }, body })} {...(saved ? { saved } : {})} />
    : <FormDrawer open={open} close={close} width={560} title="mailbox.add" body={AddMailbox} fields={fields} values={NEW} said="mailbox.added-now" saveLabel="mailbox.add" save={(body) => call(mailboxes.add, { body })} {...(saved ? { saved } : {})} />
}
