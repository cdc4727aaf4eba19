import './entrance.css'
import { GlobalOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Logo } from '../../../kernel/web/frame/Logo.tsx'
import { LANGUAGES, chooseLanguage, language, useT } from '../../../kernel/web/words.ts'

/** The house seen from outside: what it is on one side, the door on the other. */
export function Entrance({ title, text, children, wide }: { title: string; text?: ReactNode; children: ReactNode; wide?: true }) {
  const t = useT()
  const other = LANGUAGES.find((one) => one.key !== language())
  return (
    <div className="entrance">
      <aside className="entrance-word" aria-hidden>
        <div className="entrance-brand"><Logo size={34} /><span>{t('frame.product')}</span></div>
        <p className="entrance-claim">{t('entrance.claim')}</p>
        <ol className="entrance-way">{['contact', 'answer', 'follow', 'improve'].map((step) => <li key={step}>{t(`entrance.${step}`)}</li>)}</ol>
      </aside>
      <main className="entrance-door" data-wide={wide}>
        <div className="entrance-top">
          <span className="entrance-small"><Logo size={26} />{t('frame.product')}</span>
          {other ? <Button type="text" icon={<GlobalOutlined aria-hidden />} lang={other.key} onClick={() => void chooseLanguage(other.key)}>{other.name}</Button> : null}
        </div>
        <div className="entrance-body">
          <h1>{title}</h1>
          {text ? <p className="entrance-text">{text}</p> : null}
          {children}
        </div>
      </main>
    </div>
  )
}
