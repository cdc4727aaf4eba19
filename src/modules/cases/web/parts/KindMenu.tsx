import { DownOutlined } from '@ant-design/icons'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { KINDS } from '../../contract.ts'
import type { Case } from '../../contract.ts'
import { KindTag } from './tags.tsx'
import type { CaseWork } from './use-case-work.tsx'

/** What kind of matter it is; choosing says it, also when a channel had supposed it rightly. */
export function KindMenu({ of, work }: { of: Case; work: CaseWork }) {
  const t = useT()
  if (!of.may.includes('change')) return <KindTag kind={of.kind} supposed={!of.classified} />
  return (
    <Menu menu={{ selectedKeys: [of.kind], items: KINDS.map((kind) => ({ key: kind, label: t(`case.kind.${kind}`), onClick: () => { if (kind !== of.kind || !of.classified) void work.deeds.change(of, { kind }) } })) }}>
      <button type="button" className="case-menu" aria-label={t('case.change-kind', { kind: t(`case.kind.${of.kind}`) })}><KindTag kind={of.kind} supposed={!of.classified} /><DownOutlined aria-hidden /></button>
    </Menu>
  )
}
