import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { MailboxTest } from '../../contract.ts'

/** What came of trying a mailbox’s servers. */
export function TestResult({ of, close }: { of: MailboxTest | undefined; close: () => void }) {
  const t = useT()
  const line = (label: string, one: MailboxTest['imap']) => one ? (
    <li data-ok={one.ok}>
      {one.ok ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}
      <div><strong>{t(label)}</strong><p>{one.ok ? t('mailbox.test-ok') : t(one.code ?? 'mailbox.error.other')}</p>{one.folders?.length ? <p className="quiet">{t('mailbox.folders')}{t('mailbox.colon')}{one.folders.join(t('list.comma'))}</p> : null}</div>
    </li>
  ) : null
  return (
    <Modal open={of !== undefined} onCancel={close} title={t('mailbox.test')} footer={<Button onClick={close}>{t('mailbox.close')}</Button>}>
      <ul className="mail-tried">{line('mailbox.imap', of?.imap ?? null)}{line('mailbox.smtp', of?.smtp ?? null)}</ul>
    </Modal>
  )
}
