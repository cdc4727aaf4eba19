import { AppstoreOutlined, BulbOutlined, OrderedListOutlined, QuestionCircleOutlined, ToolOutlined } from '@ant-design/icons'
import { useT } from '../../../../kernel/web/words.ts'
import type { ArticleKind } from '../../rules.ts'

const ICONS = { faq: QuestionCircleOutlined, 'how-to': OrderedListOutlined, 'product-fact': AppstoreOutlined, fault: ToolOutlined, 'model-case': BulbOutlined } as const
/** What sort of article it is: a drawing, with its word where there is room. */
export function KindMark({ kind, word = false }: { kind: ArticleKind; word?: boolean }) {
  const t = useT()
  const Icon = ICONS[kind]
  return <span className="article-kind" title={word ? undefined : t(`article.kind.${kind}`)}><Icon aria-hidden={word} aria-label={word ? undefined : t(`article.kind.${kind}`)} />{word ? t(`article.kind.${kind}`) : null}</span>
}
