import { Alert, Modal, Typography } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'

/** The signing secret, this once. */
export function SecretOnce({ secret, close }: { secret: string | null; close: () => void }) {
  const t = useT()
  return (
    <Modal open={secret !== null} title={t('webhook.secret')} onCancel={close} onOk={close} okText={t('webhook.kept-it')} cancelButtonProps={{ hidden: true }} mask={{ closable: false }}>
      <Alert type="warning" showIcon title={t('webhook.secret-once')} style={{ margin: '8px 0 14px' }} />
      <Typography.Paragraph copyable={secret === null ? false : { text: secret }}><code className="webhook-secret">{secret}</code></Typography.Paragraph>
    </Modal>
  )
}
