/**
 * Orders texts by code point, as PostgreSQL's collation "C" orders their UTF-8 bytes. JavaScript's own `<` orders UTF-16
 * units and so puts 😀 (U+1F600, units from D83D on) before ｡ (U+FF61).
 */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at)
    const y = b.charCodeAt(at)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

// Surrogates, which write the code points from U+10000 on, move above E000–FFFF.
function rank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}

/** Makes A–Z small and leaves every other letter alone, as PostgreSQL's `lower(… collate "C")` does. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}
