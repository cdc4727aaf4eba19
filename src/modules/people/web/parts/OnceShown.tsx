import { Alert, Modal, Typography } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'

/** A secret that is shown this once: a temporary password, a new token. */
export function OnceShown({ title, text, secret, close }: { title: string; text: string; secret: string | null; close: () => void }) {
  const t = useT()
  return (
    <Modal open={secret !== null} title={title} onCancel={close} onOk={close} okText={t('account.kept-it')} cancelButtonProps={{ hidden: true }} mask={{ closable: false }}>
      <Alert type="warning" showIcon title={text} style={{ margin: '8px 0 14px' }} />
      <Typography.Paragraph className="people-once" copyable={secret === null ? false : { text: secret, tooltips: [t('account.copy'), t('account.copied')] }}><code>{secret}</code></Typography.Paragraph>
    </Modal>
  )
}
