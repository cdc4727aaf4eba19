import type { ReactNode } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { ArticleItem } from '../../contract.ts'
import { said } from './article-words.ts'
import { KindMark } from './KindMark.tsx'

export const Marked = ({ pieces }: { pieces: ArticleItem['excerpt'] }): ReactNode => pieces.map((piece, at) => piece.hit ? <mark key={at}>{piece.text}</mark> : piece.text)

/** One article among others: what it is about and the part that answers. */
export function ArticleRow({ of }: { of: ArticleItem }) {
  const t = useT()
  return (
    <>
      <span className="article-row-title"><KindMark kind={of.kind} /><span>{said(of.title)}</span>{of.outcome ? <i className="article-outcome" data-outcome={of.outcome}>{t(`article.outcome.${of.outcome}`)}</i> : null}</span>
      {of.excerpt.length ? <span className="article-row-text"><Marked pieces={of.excerpt} /></span> : null}
      <span className="article-row-facts num">
        {of.product ? <span className="clip">{of.product}</span> : null}
        {of.votes.helpful + of.votes.notHelpful ? <span>{t('article.helped', { n: of.votes.helpful, of: of.votes.helpful + of.votes.notHelpful })}</span> : null}
        {of.uses ? <span>{t('article.used', { n: of.uses })}</span> : null}
        {of.reviewOverdue ? <span className="article-stale">{t('article.review-overdue')}</span> : null}
      </span>
    </>
  )
}
