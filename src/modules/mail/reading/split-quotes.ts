import type { HtmlText } from './html-text.ts'
import type { TextPiece } from './read-mail-shape.ts'

export function splitQuotes(text: string, _marks: HtmlText['marks'] = []): TextPiece[] {
  const at = /^(>|-----|在.*写道|On .* wrote:)/m.exec(text)?.index ?? text.length
  return [{ kind: 'new' as const, text: text.slice(0, at) }, { kind: 'quote' as const, text: text.slice(at) }].filter((piece) => piece.text)
}
