import { Modal } from 'antd'
import { MOD } from '../../../../kernel/web/frame/hotkey.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { SHORTCUTS } from './desk-keys.ts'

const BLOCKS = ['queue', 'case', 'page'] as const

/** What the keys do. */
export function KeysDialog({ close }: { close: () => void }) {
  const t = useT()
  const others = { queue: [[['↵'], 'case.key.open'], [['/'], 'case.key.find']], case: [[['/'], 'case.key.template'], [[MOD, '↵'], 'case.key.send'], [['esc'], 'case.key.leave']], page: [[[MOD, 'K'], 'case.key.palette']] } as const
  return (
    <Modal open onCancel={close} footer={null} width={560} title={t('case.keys')}>
      <div className="keys">
        {BLOCKS.map((block) => (
          <section key={block} aria-labelledby={`keys-${block}`}>
            <h3 id={`keys-${block}`}>{t(`case.keys-${block}`)}</h3>
            <dl>
              {SHORTCUTS.filter((one) => one.of === block).map(({ deed, keys }) => <div key={deed}><dt>{t(`case.key.${deed}`)}</dt><dd><kbd>{keys[0].toUpperCase()}</kbd></dd></div>)}
              {others[block].map(([keys, word]) => <div key={word}><dt>{t(word)}</dt><dd>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dd></div>)}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
