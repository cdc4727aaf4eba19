import sanitize from 'sanitize-html'
import { cleanStyle } from './clean-style.ts'

const TAGS = ['a', 'abbr', 'address', 'article', 'aside', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'details', 'dfn', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'main', 'mark', 'nav', 'ol', 'p', 'pre', 'q', 'rp', 'rt', 'ruby', 's', 'samp', 'section', 'small', 'span', 'strike', 'strong', 'sub', 'summary', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'tt', 'u', 'ul', 'var', 'wbr']
const EVERYWHERE = ['dir', 'lang', 'title', 'align', 'valign', 'style', 'data-quote', 'data-signature']
/** Tags whose content is no text. `title` belongs to the head. */
const SILENT = ['script', 'style', 'title', 'textarea', 'option', 'select', 'noscript', 'template', 'object', 'applet', 'iframe', 'frameset', 'svg', 'math', 'xml', 'noembed', 'noframes']
const LINK = /^(https?:\/\/|mailto:|tel:|sms:|#)/i
const EMBEDDED = /^data:image\/(png|jpe?g|gif|webp|bmp);base64,[a-z0-9+/=\s]+$/i
const MOST_EMBEDDED = 500_000
const MOST_DEPTH = 300

export interface CleanHtml {
  html: string
  /** Something was taken out that could have run, tracked or hidden things. */
  blocked: boolean
  /** Content ids and locations the HTML shows, as they stand after `cid:`. */
  contentIds: Set<string>
}

/**
 * A mail's HTML as it may be shown inside our page: only listed tags, attributes and styles; links open elsewhere without telling where from;
 * `cid:` and embedded raster images stay; remote images stand as `data-remote-src` and load nothing. Where mail programs mark quotes and
 * signatures, `data-quote` and `data-signature` say so.
 */
export function cleanHtml(dirty: string): CleanHtml {
  const contentIds = new Set<string>()
  let blocked = false
  const html = sanitize(withoutAbyss(dirty), {
    allowedTags: TAGS,
    allowedAttributes: {
      '*': EVERYWHERE, a: ['href', 'name', 'target', 'rel'], img: ['src', 'alt', 'width', 'height', 'data-remote-src'], font: ['color', 'face', 'size'], blockquote: ['cite'],
      table: ['border', 'cellpadding', 'cellspacing', 'width', 'height', 'bgcolor'], td: ['colspan', 'rowspan', 'width', 'height', 'bgcolor', 'nowrap'], th: ['colspan', 'rowspan', 'width', 'height', 'bgcolor', 'scope'],
      tr: ['bgcolor', 'height'], col: ['span', 'width'], colgroup: ['span', 'width'], ol: ['start', 'type', 'reversed'], ul: ['type'], li: ['value'], hr: ['width', 'size', 'color'], time: ['datetime'], details: ['open'],
    },
    // Attributes that lead somewhere are judged below, each by its own rule.
    allowedSchemesAppliedToAttributes: [], parseStyleAttributes: false, enforceHtmlBoundary: false, nonTextTags: SILENT, nestingLimit: MOST_DEPTH,
    onOpenTag: (name) => { if (/^(script|iframe|object|embed|form|applet|base|meta|link|svg)$/.test(name)) blocked ||= name !== 'meta' && name !== 'link' },
    transformTags: {
      '*': (tagName, sent) => {
        const attribs: Record<string, string> = {}
        for (const [name, value] of Object.entries(sent)) {
          if (/^(data-(?!remote-src)|on|class$|id$)/i.test(name)) { blocked ||= name.startsWith('on'); continue }
          if (name === 'style') { const style = cleanStyle(value); if (style) attribs['style'] = style } else if (name !== 'href' && name !== 'src' && name !== 'cite' && name !== 'data-remote-src' && name !== 'target' && name !== 'rel') attribs[name] = value
        }
        const mark = markOf(tagName, sent)
        if (mark) attribs[mark === 'signature' ? 'data-signature' : 'data-quote'] = mark
        if (tagName === 'a') {
          const href = withoutGaps(sent['href'] ?? '')
          if (LINK.test(href)) Object.assign(attribs, { href }, href.startsWith('#') ? {} : { rel: 'noopener noreferrer nofollow', target: '_blank' })
          else if (href) blocked ||= /^[a-z]+:/i.test(href)
        }
        if (tagName === 'img') Object.assign(attribs, imageSource(sent, contentIds))
        // QQ’s own element around the quoted mail.
        return { tagName: tagName === 'includetail' ? 'div' : tagName, attribs }
      },
    },
  })
  return { html, blocked, contentIds }
}

/** Elements that others of their kind close, however many stand open in a row. */
const SELF_ENDING = /^(?:p|li|td|th|tr|dd|dt|option|optgroup|br|img|hr|input|meta|link|wbr|col|area|base|embed|source|param|tbody|thead|tfoot)$/i
const DEEPEST = 1_000
/**
 * HTML whose elements do not stand thousands deep, and whose lone `<` are text: the parser’s time grows with the square of the depth. Only
 * what no mail program writes is changed.
 */
function withoutAbyss(html: string): string {
  let depth = 0
  return html.replace(/<(?![a-z/!?])|<(\/?)([a-z][a-z0-9]{0,30})/gi, (tag, slash?: string, name?: string) => {
    if (!name) return '&lt;'
    if (SELF_ENDING.test(name)) return tag
    if (slash) { depth = Math.max(0, depth - 1); return depth >= DEEPEST ? '<wbr' : tag }
    depth += 1
    return depth > DEEPEST ? '<wbr' : tag
  })
}

function imageSource(sent: Record<string, string>, contentIds: Set<string>): Record<string, string> {
  const source = withoutGaps(sent['src'] ?? sent['data-remote-src'] ?? '')
  if (/^cid:/i.test(source)) {
    const id = source.slice(4)
    contentIds.add(safeDecode(id))
    return { src: `cid:${id}` }
  }
  if (/^data:/i.test(source)) return EMBEDDED.test(source) && source.length <= MOST_EMBEDDED ? { src: source } : {}
  if (/^https?:\/\//i.test(source)) return { 'data-remote-src': source }
  if (source.startsWith('//')) return { 'data-remote-src': `https:${source}` }
  // A bare name is a Content-Location of a part of this mail.
  if (/^[^:/\\?#]{1,200}$/.test(source)) { contentIds.add(safeDecode(source)); return { src: `cid:${encodeURIComponent(safeDecode(source))}` } }
  return {}
}

/** Addresses with the control characters gone by which a scheme can be hidden (`java\nscript:`). */
// oxlint-disable-next-line no-control-regex
const withoutGaps = (address: string): string => address.replace(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202e\ufeff]+/g, (gap) => gap.includes(' ') && !/[\r\n\t\0]/.test(gap) ? '%20' : '').replace(/^(%20)+|(%20)+$/g, '')
const safeDecode = (text: string): string => { try { return decodeURIComponent(text) } catch { return text } }

const QUOTE_IDS = /^(divRplyFwdMsg|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|isReplyContent|isForwardContent|origbody|reply-intro|stopSpelling|zmail_extra|yahoo_quoted_.*|ms-outlook-mobile-body-separator-line|appendonsend)$/i
const QUOTE_CLASSES = /(?:^|\s|_|-)(gmail_quote|gmail_quote_container|gmail_extra_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|tutanota_quote|zmail_extra|ntes-reply|reply-mail|mail-quote|quote-mail|qmbox_quote|alimail-quote|ymail_quote|WordSection_quote|mailmasterreply|ReadMsgBody_quote|yj6qo_quote)(?=$|\s)/i
const SIGNATURE_CLASSES = /(?:^|\s|_)(gmail_signature|gmail_signature_prefix|moz-signature|foxmailSig|foxmail_signature|protonmail_signature_block|tutanota_signature|ntes_signature|mailmastersignature|alimail-signature|ms-outlook-mobile-signature|zmail_signature)(?=$|\s)/i

/** How mail programs mark the quoted mail and the signature, for the reader of the text. */
function markOf(tagName: string, attribs: Record<string, string>): 'reply' | 'signature' | null {
  const classes = attribs['class'] ?? ''
  const id = (attribs['id'] ?? '').replace(/^x_/, '')
  if (tagName === 'includetail' || QUOTE_IDS.test(id) || QUOTE_CLASSES.test(classes)) return 'reply'
  if (tagName === 'blockquote' && (attribs['type'] ?? '').toLowerCase() === 'cite') return 'reply'
  if (SIGNATURE_CLASSES.test(classes) || /^(signature|ms-outlook-mobile-signature|foxmailsig|ntes-pcmail-signature|_?signature-?\d*)$/i.test(id) || SIGNATURE_CLASSES.test(id)) return 'signature'
  return null
}
