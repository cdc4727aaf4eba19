import { escapeHtml, htmlOf } from '../../messages/index.ts'

/** What stands in a mail: the words, the signature, and below them the mail that is answered. */
export interface Body { text: string; html: string | null; signature: string | null; quoted: { text: string; at: string; by: string } | null; /** A last line, such as how to get no more of these. */ footer: string | null; language: 'zh-CN' | 'en'; zone: string }

const MOST_QUOTED = 20_000

/** The plain text and the HTML of a mail, saying the same. */
export function bodyOf({ text, html, signature, quoted, footer, language, zone }: Body): { text: string; html: string } {
  const parts = [text.trimEnd()]
  const pieces = [html ?? htmlOf(text)]
  if (signature) {
    // Two dashes and a space: what mail programs know as the beginning of a signature.
    parts.push(`-- \n${signature.trim()}`)
    pieces.push(`<div class="gmail_signature" style="color:#666">--<br>${htmlOf(signature)}</div>`)
  }
  if (quoted && quoted.text.trim()) {
    const words = quoted.text.replace(/\r\n?/g, '\n').trim().slice(0, MOST_QUOTED).toWellFormed()
    const heading = headingOf(quoted, language, zone)
    parts.push(`${heading}\n${words.split('\n').map((line) => line ? `> ${line}` : '>').join('\n')}`)
    pieces.push(`<div class="gmail_quote"><p style="color:#666">${escapeHtml(heading)}</p><blockquote type="cite" style="margin:0 0 0 8px;padding-left:8px;border-left:2px solid #ccc">${htmlOf(words)}</blockquote></div>`)
  }
  if (footer) {
    parts.push(footer)
    pieces.push(`<div style="color:#888;font-size:12px">${htmlOf(footer)}</div>`)
  }
  const lang = language === 'en' ? 'en' : 'zh-CN'
  return { text: `${parts.join('\n\n')}\n`, html: `<div lang="${lang}" style="font-family:sans-serif;font-size:14px;line-height:1.6">${pieces.join('\n')}</div>` }
}

function headingOf({ at, by }: { at: string; by: string }, language: 'zh-CN' | 'en', zone: string): string {
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(new Date(at))
  return language === 'en' ? `On ${when}, ${by} wrote:` : `${when}，${by} 写道：`
}
