import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'

/** The case that a contact belongs to. Its number is not asked for: a timeline of thirty contacts would ask thirty times. */
export function ContactCase({ id }: { id: string }) {
  const t = useT()
  return <Link to={`/cases/${id}` as string}>{t('case.one')}</Link>
}
