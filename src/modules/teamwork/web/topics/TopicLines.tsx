import './topics.css'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Topic } from '../../topics/contract.ts'

/** A few announcements and discussions, a line each. */
export function TopicLines({ items }: { items: readonly Topic[] }) {
  const t = useT()
  return <ul className="topic-lines">{items.map((one) => <li key={one.id}><Link to={`/topics/${one.id}` as string}><span className="topic-title" data-unread={one.unread || undefined}><i aria-hidden /><span className="clip">{one.title}</span></span><span className="quiet">{t(`topic.kind.${one.kind}`)} · {one.author.name} · <RelativeTime at={one.lastAt} /></span></Link></li>)}</ul>
}
