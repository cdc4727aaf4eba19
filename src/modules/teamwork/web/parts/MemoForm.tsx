import { Input } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { SendMemo, memos } from '../../contract.ts'
import { PeoplePicker } from './PeoplePicker.tsx'

/** A message in fields, so that nothing is left to guess: what, why, what is expected, by when, and by when it is read back. */
export function MemoForm({ open, close }: { open: boolean; close: () => void }) {
  const t = useT()
  return (
    <FormDrawer
      open={open} close={close} width={560} title="memo.send" body={SendMemo} said="memo.was-sent" saveLabel="memo.send" save={(body) => call(memos.sendMemo, { body })}
      fields={[
        { name: 'receivers', label: 'memo.receiver', input: <PeoplePicker />, help: 'memo.receivers-help' },
        { name: 'matter', label: 'memo.matter', input: <Input maxLength={200} placeholder={t('memo.matter-example')} /> },
        { name: 'why', label: 'memo.why', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4_000} /> },
        { name: 'expected', label: 'memo.expected', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4_000} placeholder={t('memo.expected-example')} /> },
        { name: 'doneBy', label: 'memo.doneBy', half: true, input: <MomentInput ahead /> }, { name: 'replyBy', label: 'memo.replyBy', half: true, input: <MomentInput ahead />, help: 'memo.reply-by-help' },
      ]}
    />
  )
}
