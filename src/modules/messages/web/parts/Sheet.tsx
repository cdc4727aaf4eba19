import '../messages.css'
import { Fragment } from 'react'
import { useT } from '../../../../kernel/web/words.ts'

/** A filled template as its reader gets it. The plain text is what is drawn, so that no markup is ever trusted. */
export function Sheet({ of }: { of: { subject: string; text: string } }) {
  const t = useT()
  return (
    <article className="template-sheet">
      <header>{of.subject || <span className="quiet">{t('message.without-subject')}</span>}</header>
      <div>{of.text.trim().split(/\n{2,}/).map((part, at) => <p key={at}>{part.split('\n').map((line, row) => <Fragment key={row}>{row ? <br /> : null}{line}</Fragment>)}</p>)}</div>
    </article>
  )
}
