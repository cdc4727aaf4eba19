import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Flex } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { documents } from '../../contract.ts'
import { titleOf } from './said.ts'

/** For whoever has an agreement to confirm: what it is, and that customers are shown afterwards. */
export function AgreementNotice() {
  const t = useT()
  const { heldBack, permissions } = useSession()
  const owed = useQuery({ ...query(documents.owed, {}), enabled: heldBack !== null && permissions.includes('document.read') })
  const first = owed.data?.items[0]
  // The line is there from the first drawing on, so that nothing below it moves when the document's name comes.
  return heldBack && (first || owed.isLoading) ? <Alert banner type="warning" title={<Flex wrap gap="4px 14px">{t('document.agreement-first')}{first ? <Link to={`/library/${first.id}` as string}>{t('document.read-and-confirm', { title: titleOf(first) })}</Link> : <span className="grey" style={{ width: 240, height: '1.4em' }} />}</Flex>} /> : null
}
