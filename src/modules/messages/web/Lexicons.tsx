import './messages.css'
import './parts/lexicons.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can, useCan } from '../../../kernel/web/session.tsx'
import { useSettled } from '../../../kernel/web/use-settled.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import { textGuard } from '../guard/contract.ts'
import { guardOf } from '../guard/rules.ts'
import { Judged } from './parts/Judged.tsx'

/** The lexicons by which everything for a customer is judged, and a place to try them. */
export function Lexicons() {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  usePageTitle(t('lexicon.plural'))
  const versions = useQuery(query(definitions.list, { query: { kind: 'lexicon' } }))
  const inForce = useQuery(query(textGuard.lexicons, {}))
  const [text, setText] = useState('')
  const settled = useSettled(text, 200)
  const guard = useMemo(() => inForce.data ? guardOf(inForce.data.items) : undefined, [inForce.data])
  const bodies = new Map(inForce.data?.items.map((one) => [one.key, one]))
  const keys = Map.groupBy(versions.data?.items ?? [], (one) => one.key)
  return (
    <div className="lexicon-page">
      <header><h1>{t('lexicon.plural')}</h1><Can permission="definition.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate({ to: '/lexicons/new' as string })}>{t('lexicon.new')}</Button></Can></header>
      <p className="quiet lexicon-about">{t('lexicon.about-page')}</p>
      {versions.isError ? <Fault error={versions.error} again={() => void versions.refetch()} /> : !versions.data || !inForce.data ? <PageSkeleton /> : (
        <ul className="lexicon-list">{[...keys].map(([key, of]) => {
          const shown = of.find((one) => one.inForce) ?? of[0]
          const body = bodies.get(key)
          const name = shown?.name?.[language() === 'en' ? 'en' : 'zh'] ?? key
          return (
            <li key={key}>
              {can('definition.write') ? <Link to={`/lexicons/${key}` as string}><strong>{name}</strong></Link> : <strong>{name}</strong>}
              <span className="quiet">{body ? t(`lexicon.finds.${body.finds}`) : ''}</span>
              <span className="num quiet">{body ? t('lexicon.entry-count', { n: body.entries.length }) : ''}</span>
              <span className="lexicon-level" data-level={body?.level}>{body ? t(`lexicon.level.${body.level}`) : ''}</span>
              <span className="lexicon-state">{of.some((one) => one.origin === 'company' && one.state === 'draft') ? <Tag>{t('definition.state.draft')}</Tag> : null}<span className="quiet">{t(shown?.origin === 'company' ? 'lexicon.company' : 'lexicon.shipped')}</span></span>
            </li>
          )
        })}</ul>
      )}
      {guard ? <section className="lexicon-try" aria-label={t('lexicon.try')}>
        <h2>{t('lexicon.try')}</h2>
        <Input.TextArea value={text} autoSize={{ minRows: 3, maxRows: 10 }} placeholder={t('lexicon.try-placeholder')} aria-label={t('lexicon.try')} onChange={(event) => setText(event.target.value)} />
        {settled.trim() ? <Judged guard={guard} text={settled} /> : null}
      </section> : null}
    </div>
  )
}
