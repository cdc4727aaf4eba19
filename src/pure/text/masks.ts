/**
 * 13812345678 → 138****5678, also with +86, gaps and dashes: the four digits before the last four, fewer behind an area code
 * (0746-2213405 → 0746-***3405); of fewer than eight digits all but the last two. An extension is masked whole.
 */
export function maskPhone(value: string): string {
  const [, main = value, extension = ''] = withExtension(value)
  const digits = digitCount(main)
  const area = digitCount(/^\P{Nd}*\p{Nd}+/u.exec(main)?.[0] ?? '')
  const first = digits < 8 ? 0 : Math.max(digits - 8, digits - area < 7 ? 0 : area)
  return masked(main, first, digits < 8 ? digits - 2 : digits - 4) + extension.replace(/\p{Nd}/gu, '*')
}

/** zhang@example.com → z***@example.com, of one letter ***@example.com. The number of stars says nothing of the length. */
export function maskEmail(value: string): string {
  const at = value.lastIndexOf('@')
  if (at < 0) return value === '' ? '' : '***'
  const [first = '', ...rest] = value.slice(0, at)
  return `${rest.length === 0 ? '' : first}***${value.slice(at)}`
}

/** The first character of each word of a name: 张三丰 → 张**, 欧阳娜娜 → 欧***, John Smith → J*** S****. */
export function maskName(value: string): string {
  return value.replace(/([^\s·•.-])([^\s·•.-]+)/gu, (_, first: string, rest: string) => first + '*'.repeat([...rest].length))
}

/** Letters and digits from the `first` to before the `last` as stars; marks and gaps between them stay. */
export function masked(value: string, first: number, last: number): string {
  let at = -1
  return value.replace(/[\p{L}\p{N}]/gu, (character) => {
    at += 1
    return at >= first && at < last ? '*' : character
  })
}

const digitCount = (value: string) => value.match(/\p{Nd}/gu)?.length ?? 0

function withExtension(value: string): string[] {
  // No number is longer, and the search for an extension isn't linear.
  if (value.length > 64) return []
  const found = /^(.*?\p{Nd}{7,})(\s?(?:转|轉|[-－—#]|ext\.? ?)\s?\p{Nd}{1,6})$/iu.exec(value)
  return found !== null && digitCount(found[1] ?? '') >= 10 ? found : []
}
