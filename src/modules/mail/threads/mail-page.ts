/** The outer page of a mail's HTML. What is inside has been cleaned when it was read; this page lets nothing run and load even if something was left. */

const STYLE = 'html{background:#fff;color:#1f1f1f}body{margin:0;padding:8px 12px;font:14px/1.6 -apple-system,"Segoe UI","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}blockquote{margin:0 0 0 8px;padding-left:10px;border-left:3px solid #ddd;color:#666}[data-remote-src]:not([src]){display:inline-block;min-width:16px;min-height:16px;background:#f0f0f0;outline:1px dashed #bbb}'

/**
 * @param pictures pictures of the mail itself by content id, as `data:` URLs
 * @param remote loads pictures from elsewhere: the sender then learns that the mail was opened
 */
export function mailPage(html: string, pictures: ReadonlyMap<string, string>, remote: boolean): { html: string; policy: string } {
  let body = html.replace(/(\ssrc\s*=\s*)(["'])cid:([^"']*)\2/gi, (whole, before: string, quote: string, id: string) => {
    const picture = pictures.get(decoded(id).replace(/^<|>$/g, ''))
    return picture ? `${before}${quote}${picture}${quote}` : whole
  })
  if (remote) body = body.replace(/\sdata-remote-src\s*=\s*(["'])(https?:\/\/[^"'\s]*)\1/gi, (_, quote: string, url: string) => ` src=${quote}${url}${quote}`)
  // Same origin, so that the page around it can see how tall it is; no scripts, so that nothing in it can see the page around it.
  const policy = `default-src 'none'; img-src data:${remote ? ' https: http:' : ''}; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox`
  return { html: `<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><base target="_blank"><style>${STYLE}</style></head><body>${body}</body></html>`, policy }
}
const decoded = (text: string): string => { try { return decodeURIComponent(text) } catch { return text } }
