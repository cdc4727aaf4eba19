import { expect, test } from 'vitest'
import { optionsIn, optionsText } from './option-lines.ts'

test('lines become options that keep their keys when others are added, renamed or moved', () => {
  const first = optionsIn('异响 / Noise\n漏水\n不制冷', [])
  expect(first.map(({ key, name }) => [key, name.zh, name.en])).toEqual([['noise', '异响', 'Noise'], ['option', '漏水', '漏水'], ['option-2', '不制冷', '不制冷']])
  const next = optionsIn('不制冷\n异响 / Strange noise\n漏水\n异味', first)
  expect(next.map(({ key }) => key)).toEqual(['option-2', 'noise', 'option', 'option-3'])
  expect(optionsIn(optionsText(next), next)).toEqual(next)
})
