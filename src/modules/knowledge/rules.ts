/** Pure decisions about knowledge: what its kinds are, when an article is looked at again. */

export const ARTICLE_KINDS = ['faq', 'how-to', 'product-fact', 'fault', 'model-case'] as const
export type ArticleKind = (typeof ARTICLE_KINDS)[number]
/** What customers may be shown: model cases stay inside. */
export const PUBLIC_KINDS = ['faq', 'how-to', 'product-fact', 'fault'] as const satisfies readonly ArticleKind[]
export const OUTCOMES = ['success', 'failure'] as const
/** The section of an article that stays inside whatever its audience. */
export const INSIDE = 'inside'

export const isArticle = (kind: string): kind is ArticleKind => (ARTICLE_KINDS as readonly string[]).includes(kind)

/** The review that is due when so many were not helped: the first at `limit`, the next at twice as many; 0 when none is. */
export const roundOf = (notHelped: number, limit: number): number => notHelped > 0 && notHelped % limit === 0 ? notHelped / limit : 0

const SHORTEST_LINE = 6
const MOST_LINES = 40
/** The lines by which an inserted text is known again in the answer. */
export const linesOf = (text: string): string[] => text.split(/[\n。！？!?；;]+/u).map((line) => line.trim()).filter((line) => line.length >= SHORTEST_LINE).slice(0, MOST_LINES)
/** Whether anything of what was inserted is left in the answer. */
export const isLeftIn = (body: string, lines: readonly string[]): boolean => lines.some((line) => body.includes(line))

/** Every syllable's tail of a title, so that pinyin finds a word within it: at most so many. */
export const tailsOf = (title: string): string[] => {
  const characters = [...title.replace(/[^\p{L}\p{N}]/gu, '')]
  return characters.slice(0, 24).map((_, at) => characters.slice(at, at + 12).join(''))
}

/** Where customers read an article. */
export const publicPathOf = (key: string): string => `/portal/help/${key}`

/** Markdown as it stands in a mail: lists stay, marks go, a link is named with its address. */
export const plainWords = (markdown: string): string => markdown
  .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\[([^\]]+)\]\(([^)\s]+)[^)]*\)/g, (_, words: string, to: string) => words === to ? to : `${words} ${to}`)
  .replace(/^#{1,6}[ \t]+/gm, '').replace(/^>[ \t]?/gm, '').replace(/(\*\*|__|`{1,3})/g, '').replace(/\\([\\`*_{}[\]()#+.!-])/g, '$1').replace(/\n{3,}/g, '\n\n').trim()
