import { CheckOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { Face } from '../../../people/web/index.ts'
import { desk } from '../../contract.ts'
import type { Case } from '../../contract.ts'

/** Who has to know of a case, and who of them has not read all of it. Nothing is shown while it concerns one person alone. */
export function Readers({ of }: { of: Pick<Case, 'id' | 'changedAt'> }) {
  const t = useT()
  const readers = useQuery({ ...query(desk.readers, { params: { id: of.id } }), staleTime: 15_000 }).data?.items ?? []
  if (readers.length < 2) return null
  return (
    <Block title="case.readers">
      <ul className="readers">
        {readers.map((one) => (
          <li key={one.id} data-unread={one.unread > 0 || undefined}>
            <Face name={one.name} size={18} /><span className="clip">{one.name}</span>
            <span className="readers-as quiet clip">{one.as.map((role) => t(`case.reader.${role}`)).join(t('list.comma'))}</span>
            <span className="readers-state">{one.unread > 0 ? t('case.unread', { n: one.unread }) : <><CheckOutlined aria-label={t('case.all-read')} /> <RelativeTime at={one.readAt} /></>}</span>
          </li>
        ))}
      </ul>
    </Block>
  )
}
