import { expect, test } from 'vitest'
import { DefinitionFaults, saidFaults, sayFault } from './definition-faults.ts'
import { catalogues } from './i18n/catalogue.ts'

const keys = Object.keys(catalogues().en).filter((key) => key.startsWith('definition.fault.'))

test.each(keys)('%s is told from every other sentence and keeps its words', (key) => {
  const names = [...catalogues().en[key]!.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as string)
  const values = Object.fromEntries(names.map((name, at) => [name, `x-${at}`]))
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
  expect(sayFault('zh-CN', fill(catalogues().en[key]!))).toBe(fill(catalogues()['zh-CN'][key]!))
  expect(sayFault('en', fill(catalogues().en[key]!))).toBe(fill(catalogues().en[key]!))
})

test('faults are told one by one at their paths, a sentence nobody knows as it is', () => {
  const error = new Error("by.0: 'colour' is not one of kind, channel; weekly.mon[1]: 7 is not a time from 00:00 to 24:00")
  expect(saidFaults('zh-CN', error)).toEqual([{ path: 'by.0', message: '“colour”不在可用范围内：kind, channel' }, { path: 'weekly.mon.1', message: '7 不是 00:00 到 24:00 之间的时间' }])
  expect(saidFaults('zh-CN', new Error('something else'))).toEqual([{ path: '', message: 'something else' }])
  expect(saidFaults('zh-CN', new DefinitionFaults([{ path: 'sections.0.when', code: 'form.problem.bad-condition', params: { key: 'a', what: 'not a list' } }], 'x'))).toEqual([{ path: 'sections.0.when', message: '“a”的条件不成立（应是一个列表）；请换一个比较方式或值。' }])
})
