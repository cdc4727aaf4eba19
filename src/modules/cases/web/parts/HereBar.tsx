import { EditOutlined, EyeOutlined } from '@ant-design/icons'
import { useT } from '../../../../kernel/web/words.ts'
import { Face } from '../../../people/web/index.ts'
import type { Here } from '../../contract.ts'

/** Who else is on this case, above the field: before two people answer one customer. */
export function HereBar({ others }: { others: readonly Here[] }) {
  const t = useT()
  const writing = others.filter(({ typing }) => typing)
  const told = writing.length > 0 ? writing : others
  return (
    <div className="here-bar" role="status" data-writing={writing.length > 0 || undefined} hidden={others.length === 0}>
      {others.length === 0 ? null : (
        <>
          <span className="here-faces">{others.slice(0, 4).map(({ id, name }) => <Face key={id} name={name} size={18} />)}</span>
          <span className="clip">{t(writing.length > 0 ? 'case.here-writing' : 'case.here-looking', { names: told.map(({ name }) => name).join(t('list.comma')) })}</span>
          {writing.length > 0 ? <EditOutlined aria-hidden /> : <EyeOutlined aria-hidden />}
        </>
      )}
    </div>
  )
}
