import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { needs } from '../../contract.ts'

/** What a request or a message is about: the need by its name. */
export function AboutNeed({ id }: { id: string }) {
  const t = useT()
  const can = useCan()
  const found = useQuery({ ...query(needs.need, { params: { id } }), enabled: can('need.read'), staleTime: 60_000 })
  return found.data ? <Link to={`/needs/${id}` as string} className="clip">{found.data.title}</Link> : <span className="quiet">{t('need.one')}</span>
}
export const FigureNeed = ({ id, label }: { id: string; label: string | null }) => <Link to={`/needs/${id}` as string} className="clip">{label}</Link>
/** Voices have no page of their own: the list that holds them. */
export const FigureVoice = ({ label }: { id: string; label: string | null }) => <Link to="/voices" className="clip">{label}</Link>
