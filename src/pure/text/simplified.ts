import { traditionalPairs } from './simplified-characters.ts'

let table: Map<number, string> | undefined

/**
 * Traditional Chinese characters by their simplified ones, character for character, from OpenCC's tables (3,232 characters,
 * with the forms of Taiwan and Hong Kong). Words are not looked at: 乾隆 becomes 干隆, everywhere alike. 著 and 么 stay,
 * as both are simplified characters too. Everything else, also of four bytes, stays as it is. Linear in the length.
 */
export function simplified(text: string): string {
  table ??= read(traditionalPairs)
  let result = ''
  let copied = 0
  for (let at = 0; at < text.length; at += 1) {
    const point = text.codePointAt(at) as number
    const width = point > 0xffff ? 2 : 1
    const found = point < 0x3400 ? undefined : table.get(point)
    if (found !== undefined) {
      result += text.slice(copied, at) + found
      copied = at + width
    }
    at += width - 1
  }
  return copied === 0 ? text : result + text.slice(copied)
}

function read(pairs: string): Map<number, string> {
  const characters = [...pairs.replaceAll('\n', '')]
  const map = new Map<number, string>()
  for (let at = 0; at < characters.length; at += 2) map.set((characters[at] as string).codePointAt(0) as number, characters[at + 1] as string)
  return map
}
