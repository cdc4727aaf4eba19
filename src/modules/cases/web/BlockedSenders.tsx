import { PlusOutlined, StopOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { RelativeTime } from '../../../kernel/web/moment.tsx'
import { Can } from '../../../kernel/web/session.tsx'
import { isComposing } from '../../../kernel/web/typing.ts'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { blockedSenders } from '../desk/contract.ts'
import type { BlockedSender } from '../desk/contract.ts'

/** Whose mails are kept out, how often they tried, and how they are let in again. */
export function BlockedSenders() {
  const t = useT()
  const lift = useCall(blockedSenders.lift, { said: 'blocked-sender.lifted' })
  const [isAdding, setIsAdding] = useState(false)
  return (
    <>
      <ListPage<BlockedSender>
        list="blocked-senders" endpoint={blockedSenders.blocked} title="blocked-sender.plural" defaultSort="-at" search={false}
        columns={[
          { key: 'value', title: 'blocked-sender.value', width: 280, grow: true, text: (row) => row.value, card: 'title' },
          { key: 'reason', title: 'blocked-sender.reason', width: 200, text: (row) => row.reason ?? row.case?.number ?? '' },
          { key: 'by', title: 'blocked-sender.by', width: 120, text: (row) => row.by.name, card: 'top' },
          { key: 'at', title: 'blocked-sender.at', width: 120, sort: 'at', text: (row) => row.at.toISOString(), cell: (row) => <RelativeTime at={row.at} />, card: 'corner' },
          { key: 'hits', title: 'blocked-sender.hits', width: 100, figures: true, text: (row) => row.hits, card: 'foot' },
          { key: 'lastHitAt', title: 'blocked-sender.last-hit', width: 120, text: (row) => row.lastHitAt?.toISOString() ?? '', cell: (row) => row.lastHitAt ? <RelativeTime at={row.lastHitAt} /> : null },
        ]}
        bulk={[{ key: 'lift', label: 'blocked-sender.lift', icon: <UndoOutlined aria-hidden />, permission: 'blocked-sender.write', run: async (rows) => { for (const row of rows) await lift.run({ params: { id: row.id }, body: { version: row.version } }) } }]}
        actions={<Can permission="blocked-sender.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setIsAdding(true)}>{t('blocked-sender.add')}</Button></Can>}
        empty={{ title: 'blocked-sender.none', text: 'blocked-sender.none-text' }}
      />
      {isAdding ? <Add close={() => setIsAdding(false)} /> : null}
    </>
  )
}

function Add({ close }: { close: () => void }) {
  const t = useT()
  const block = useCall(blockedSenders.block, { said: 'blocked-sender.added' })
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const save = async () => { if (value.trim() && !block.busy && await block.run({ body: { value: value.trim(), ...(reason.trim() ? { reason: reason.trim() } : {}) } })) close() }
  const enter = (event: React.KeyboardEvent) => { if (event.key === 'Enter' && !isComposing(event.nativeEvent)) void save() }
  return (
    <Modal open onCancel={close} width={460} title={<><StopOutlined aria-hidden /> {t('blocked-sender.add')}</>} okText={t('blocked-sender.add')} okButtonProps={{ loading: block.busy, disabled: !value.trim() }} onOk={() => void save()}>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('blocked-sender.value')} htmlFor="blocked-value" help={t('blocked-sender.value-help')}><Input id="blocked-value" autoFocus value={value} placeholder="name@example.com" onChange={(event) => setValue(event.target.value)} onKeyDown={enter} /></Form.Item>
        <Form.Item label={t('blocked-sender.reason')} htmlFor="blocked-reason"><Input id="blocked-reason" value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} onKeyDown={enter} /></Form.Item>
      </Form>
    </Modal>
  )
}
