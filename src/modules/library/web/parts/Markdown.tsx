import { Link } from '@tanstack/react-router'
import { Fragment, memo, useMemo, type ReactNode } from 'react'
import { urlOf } from '../../../../kernel/client.ts'
import { t } from '../../../../kernel/web/words.ts'
import { parseMarkdown } from '../../../../pure/markdown/index.ts'
import type { Block, Inline } from '../../../../pure/markdown/index.ts'
import { files } from '../../../files/contract.ts'

const ATTACHED = /^file:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Markdown shown with our own elements: no HTML of its author is ever written. Pictures are those that hang on the document (`file:ID`); others are named, not fetched. `under` is the level its headings stand below. */
export const Markdown = memo(function Markdown({ text, under = 2 }: { text: string; under?: number }) {
  const blocks = useMemo(() => parseMarkdown(text), [text])
  return <>{blocks.map((block, at) => <Part key={at} block={block} under={under} />)}</>
})

function Part({ block, under }: { block: Block; under: number }): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Tag = `h${Math.min(6, block.level + under - (block.level > 1 ? 1 : 0))}` as 'h3'
      return <Tag><Inlines of={block.children} /></Tag>
    }
    case 'paragraph': return <p><Inlines of={block.children} /></p>
    case 'quote': return <blockquote>{block.blocks.map((one, at) => <Part key={at} block={one} under={under} />)}</blockquote>
    case 'code': return <pre tabIndex={0}><code>{block.text}</code></pre>
    case 'rule': return <hr />
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List {...(block.ordered && block.start !== 1 ? { start: block.start } : {})}>
          {block.items.map((item, at) => (
            <li key={at} data-box={item.checked === null ? undefined : item.checked ? 'done' : 'open'}>
              {item.blocks.map((one, n) => one.kind === 'paragraph' ? <Fragment key={n}>{n ? <br /> : null}<Inlines of={one.children} /></Fragment> : <Part key={n} block={one} under={under} />)}
            </li>
          ))}
        </List>
      )
    }
    case 'table': return (
      <div className="prose-table" tabIndex={0}>
        <table>
          <thead><tr>{block.head.map((cell, at) => <th key={at} style={alignOf(block.align[at])}><Inlines of={cell} /></th>)}</tr></thead>
          <tbody>{block.rows.map((row, n) => <tr key={n}>{row.map((cell, at) => <td key={at} style={alignOf(block.align[at])}><Inlines of={cell} /></td>)}</tr>)}</tbody>
        </table>
      </div>
    )
  }
}
const alignOf = (align: string | null | undefined) => align ? { textAlign: align as 'left' } : undefined

function Inlines({ of }: { of: readonly Inline[] }) {
  return of.map((one, at) => <Fragment key={at}>{inline(one)}</Fragment>)
}
function inline(of: Inline): ReactNode {
  switch (of.kind) {
    case 'text': return of.text
    case 'break': return <br />
    case 'code': return <code>{of.text}</code>
    case 'strong': return <strong><Inlines of={of.children} /></strong>
    case 'emphasis': return <em><Inlines of={of.children} /></em>
    case 'strike': return <s><Inlines of={of.children} /></s>
    case 'link': return of.href.startsWith('/') ? <Link to={of.href}><Inlines of={of.children} /></Link> : of.href.startsWith('#') ? <a href={of.href}><Inlines of={of.children} /></a> : <a href={of.href} target="_blank" rel="noopener noreferrer nofollow"><Inlines of={of.children} /></a>
    case 'image': {
      const id = ATTACHED.exec(of.source)?.[1]
      return id ? <img src={urlOf(files.get, { params: { id }, query: { inline: 'true' } })} alt={of.alt} loading="lazy" /> : <span className="prose-picture">{t('document.picture', { name: of.alt || of.source.slice(0, 80) })}</span>
    }
  }
}
