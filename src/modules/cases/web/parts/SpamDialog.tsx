import { Modal, Radio } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'

const CHOICES = ['none', 'address', 'domain'] as const
/** Takes a case that is no customer's matter away, and says whether its sender is kept out from now on. */
export function SpamDialog({ of, canBlock, busy, done, close }: { of: Case; canBlock: boolean; busy: boolean; done: (block: 'address' | 'domain' | undefined) => Promise<boolean>; close: () => void }) {
  const t = useT()
  const [block, setBlock] = useState<(typeof CHOICES)[number]>(canBlock ? 'address' : 'none')
  const save = async () => { if (!busy && await done(block === 'none' ? undefined : block)) close() }
  return (
    <Modal open onCancel={close} width={460} title={t('case.spam')} okText={t('case.spam-do')} okButtonProps={{ danger: true, loading: busy, autoFocus: true }} onOk={() => void save()}>
      <p className="dialog-of num">{of.number} · {of.subject}</p>
      <p className="dialog-text">{t('case.spam-text')}</p>
      {canBlock ? <Radio.Group className="spam-choices" value={block} onChange={(event) => setBlock(event.target.value as typeof block)} options={CHOICES.map((value) => ({ value, label: t(`case.spam-block.${value}`) }))} /> : null}
    </Modal>
  )
}
