import './home.css'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useT } from '../../../../kernel/web/words.ts'

interface HomeItem { key: string; to: string; title: ReactNode; hint?: ReactNode; when?: ReactNode }
/** One of the lists an agent's day begins with: what is first to do, and the way to all of it. Keeps its height while it loads. */
export function HomeList({ title, all, empty, items, extra }: { /** Catalogue keys. */ title: string; empty: string; /** Where all of it stands. */ all: string; /** Absent while it is not known. */ items: readonly HomeItem[] | undefined; extra?: ReactNode }) {
  const t = useT()
  return (
    <section className="home-list" aria-label={t(title)}>
      <header><h2>{t(title)}</h2>{items?.length ? <span className="home-count num">{items.length}</span> : null}<span className="home-more">{extra}<Link to={all as string}>{t('home.all')}</Link></span></header>
      {!items ? <Skeleton active title={false} paragraph={{ rows: 4 }} /> : items.length === 0 ? <p className="quiet">{t(empty)}</p> : (
        <ul>{items.slice(0, SHOWN).map((one) => (
          <li key={one.key}><Link to={one.to as string}><span className="clip">{one.title}</span>{one.hint ? <small className="quiet clip">{one.hint}</small> : null}{one.when ? <span className="home-when num">{one.when}</span> : null}</Link></li>
        ))}</ul>
      )}
    </section>
  )
}
const SHOWN = 5
