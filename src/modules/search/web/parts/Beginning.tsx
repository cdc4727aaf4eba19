import { CloseOutlined, HistoryOutlined, SearchOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { Blank } from '../../../../kernel/web/frame/faults.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { forgetRecent, recentOf } from './recent.ts'

const HINTS = ['words', 'pinyin', 'number', 'quotes'] as const

/** Before anything is asked: what was asked last, and what may be asked. */
export function Beginning({ ask }: { ask: (q: string) => void }) {
  const t = useT()
  const [recent, setRecent] = useState(() => recentOf(localStorage))
  return (
    <div className="list-body search-beginning">
      {recent.length > 0 ? (
        <section aria-labelledby="search-recent">
          <h2 id="search-recent">{t('search.recent')}</h2>
          <ul className="search-recent">{recent.map((q) => (
            <li key={q}>
              <button type="button" className="search-recent-ask" onClick={() => ask(q)}><HistoryOutlined aria-hidden /><span className="clip">{q}</span></button>
              <button type="button" className="search-recent-drop" aria-label={t('search.forget', { q })} onClick={() => setRecent(forgetRecent(localStorage, q))}><CloseOutlined aria-hidden /></button>
            </li>
          ))}</ul>
        </section>
      ) : <Blank mark={<SearchOutlined />} title={t('search.begin')} text={t('search.begin-text')} />}
      <section className="search-hints" aria-labelledby="search-hints">
        <h2 id="search-hints">{t('search.hints')}</h2>
        <dl>{HINTS.map((hint) => <div key={hint}><dt>{t(`search.hint.${hint}`)}</dt><dd>{t(`search.hint.${hint}-text`)}</dd></div>)}</dl>
      </section>
    </div>
  )
}
