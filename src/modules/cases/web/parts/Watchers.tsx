import { CloseOutlined, EyeOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { Face, StaffPicker } from '../../../people/web/index.ts'
import type { Case } from '../../contract.ts'
import { workspace } from '../../desk/contract.ts'
import type { CaseWork } from './use-case-work.tsx'
import { useWorkspace } from './use-workspace.ts'

/** Who follows a case without working on it. */
export function Watchers({ of, work }: { of: Case; work: CaseWork }) {
  const t = useT()
  const { staff } = useSession()
  const { watchers, watching } = useWorkspace(of.id)
  const refresh = [workspace.beside]
  const add = useCall(workspace.watch, { refresh })
  const drop = useCall(workspace.unwatch, { refresh })
  const [isAdding, setIsAdding] = useState(false)
  return (
    <Block title="case.watchers">
      {watchers.length > 0 ? (
        <ul className="readers">
          {watchers.map((one) => (
            <li key={one.id}>
              <Face name={one.name} size={18} /><span className="clip">{one.name}</span>{one.how === 'mentioned' ? <span className="readers-as quiet">{t('case.watcher.mentioned')}</span> : null}
              {one.id === staff?.id || of.may.includes('change') ? <Button className="watcher-off" type="text" size="small" icon={<CloseOutlined />} aria-label={t('case.watcher-off', { name: one.name })} onClick={() => void drop.run({ params: { id: of.id, itemId: one.id } })} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="watchers-foot">
        {watching ? null : <Button size="small" icon={<EyeOutlined aria-hidden />} onClick={work.watch} aria-keyshortcuts="w">{t('case.watch')}</Button>}
        {isAdding ? <StaffPicker value={null} placeholder={t('case.watcher-add')} onChange={(staffId) => { if (staffId) void add.run({ params: { id: of.id }, body: { staffId } }).then(() => setIsAdding(false)) }} />
          : of.may.includes('change') ? <Tooltip title={t('case.watcher-add')}><Button size="small" type="text" icon={<PlusOutlined aria-hidden />} aria-label={t('case.watcher-add')} onClick={() => setIsAdding(true)} /></Tooltip> : null}
      </div>
    </Block>
  )
}
