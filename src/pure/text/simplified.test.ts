import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { simplified } from './simplified.ts'

const { default: TSCharacters } = createRequire(import.meta.url)('opencc-js/dict/TSCharacters') as { default: string }
const { default: TWVariantsRev } = createRequire(import.meta.url)('opencc-js/dict/TWVariantsRev') as { default: string }
const { default: HKVariantsRev } = createRequire(import.meta.url)('opencc-js/dict/HKVariantsRev') as { default: string }

const pairs = (dictionary: string) => dictionary.split('|').map((entry) => entry.split(' ') as [string, string])

/** The data file, made from OpenCC's dictionaries; `vitest -u` writes it anew. */
function dataFile(): string {
  const standard = new Map(pairs(TSCharacters))
  const table = new Map(standard)
  for (const [variant, form] of [...pairs(TWVariantsRev), ...pairs(HKVariantsRev)]) {
    const target = standard.get(form) ?? form
    // Both are plain simplified characters as well; mapping them would change 著名 and 什么.
    if (!standard.has(variant) && target !== variant && variant !== '著' && variant !== '么') table.set(variant, target)
  }
  const settled = (character: string): string => {
    const next = table.get(character)
    return next === undefined || next === character ? character : settled(next)
  }
  const entries = [...table].map(([from]) => from + settled(from)).filter((pair) => [...pair][0] !== [...pair][1]).sort()
  const lines: string[] = []
  for (let at = 0; at < entries.length; at += 50) lines.push(entries.slice(at, at + 50).join(''))
  return [
    '/** Traditional character and its simplified one, in turn. Made from the dictionaries of opencc-js (OpenCC, Apache-2.0) by simplified.test.ts. */',
    `export const traditionalPairs = \`\n${lines.join('\n')}\n\`\n`,
  ].join('\n')
}

test('the shipped table is the one that OpenCC gives', async () => {
  await expect(dataFile()).toMatchFileSnapshot('./simplified-characters.ts')
})

test('traditional characters of the mainland, Taiwan and Hong Kong become simplified', () => {
  expect(simplified('臺灣電話為爲裡裏衛衞峯線綫説說')).toBe('台湾电话为为里里卫卫峰线线说说')
  expect(simplified('著名的什么乾隆')).toBe('著名的什么干隆')
})
test('simplified text, four-byte Han and emoji stay', () => {
  const text = '市民反映😀𠮷野家的问题𪚥'
  expect(simplified(text)).toBe(text)
})
