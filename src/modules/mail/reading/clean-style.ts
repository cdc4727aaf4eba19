/** Values are plain words, numbers, colours, quoted names: nothing that loads (url, image-set), computes (expression, calc with variables) or escapes. */
const PLAIN = /^[a-z0-9#%.,()"'\s\u0080-\uffff+-]{1,200}$/i
const LOADS = /url|image|expression|javascript|attr\(|var\(|env\(|element\(|@|\\|\/\*/i
const COLOUR = /^(color|background-color|background|border-color|border-(top|right|bottom|left)-color|text-decoration-color)$/
const FREE = /^(font|font-family|font-size|font-style|font-weight|font-variant|line-height|letter-spacing|text-align|text-decoration|text-decoration-line|text-indent|text-transform|vertical-align|white-space|word-break|word-wrap|overflow-wrap|word-spacing|direction|unicode-bidi|writing-mode|list-style|list-style-type|list-style-position|border|border-(top|right|bottom|left)|border-(width|style|collapse|spacing|radius)|border-(top|right|bottom|left)-(width|style)|padding|padding-(top|right|bottom|left)|table-layout|caption-side|empty-cells|tab-size)$/
/** Lengths that move things out of their place are refused: no negative ones, none longer than a screen. */
const SIZED = /^(margin|margin-(top|right|bottom|left)|width|height|max-width|max-height|min-width|min-height)$/
const LENGTHS = /^(?:(?:auto|0|\d{1,4}(?:\.\d{1,4})?(?:px|pt|em|rem|ex|ch|cm|mm|in|pc|%)?)(?:\s+|$)){1,4}$/i
const MOST = 40

/** The declarations of a style attribute that may stand in our page: looks yes; position, layers, transforms, filters, animation, content and anything that loads no. */
export function cleanStyle(style: string): string {
  const kept: string[] = []
  for (const declaration of style.slice(0, 4_000).split(';')) {
    const colon = declaration.indexOf(':')
    if (colon < 1 || kept.length >= MOST) continue
    const name = declaration.slice(0, colon).trim().toLowerCase()
    const value = declaration.slice(colon + 1).replace(/!\s*important/i, '').trim()
    if (!PLAIN.test(value) || LOADS.test(value)) continue
    if (SIZED.test(name) ? LENGTHS.test(value) : name === 'display' ? /^(block|inline|inline-block|none|table|table-row|table-cell|list-item)$/i.test(value) : COLOUR.test(name) || FREE.test(name) && sizeFits(value)) kept.push(`${name}:${value.replace(/"/g, "'")}`)
  }
  return kept.join(';')
}

/** No length so large that it covers the page, and none below zero. */
const sizeFits = (value: string): boolean => ![...value.matchAll(/(-?\d+(?:\.\d+)?)(px|pt|em|rem|cm|mm|in|pc|ex|ch|vw|vh|vmin|vmax)/gi)].some(([, number, unit]) => Number(number) < 0 || Number(number) > (/^(em|rem|ex|ch|in|cm|pc)$/i.test(unit as string) ? 30 : 500) || /^v/i.test(unit as string))
