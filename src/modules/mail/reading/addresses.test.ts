import { describe, expect, test } from 'vitest'
import { parseAddresses } from './addresses.ts'

const read = (value: string) => parseAddresses(value, '').map(({ name, address }) => `${name}|${address}`)

describe('addresses', () => {
  test.each([
    ['Ann <ann@a.example>', ['Ann|ann@a.example']],
    ['ann@a.example, "Li, Lei" <ll@b.example>; bob@c.example', ['|ann@a.example', 'Li, Lei|ll@b.example', '|bob@c.example']],
    ['ann@a.example (Ann Miller)', ['Ann Miller|ann@a.example']],
    ['Friends: ann@a.example, Bob <bob@b.example>;', ['|ann@a.example', 'Bob|bob@b.example']],
    ['undisclosed-recipients:;', []],
    ['"Joe \\"the\\" Boss" <joe@a.example>', ['Joe "the" Boss|joe@a.example']],
    ['Pete(A wonderful \\) chap) <pete(his account)@silly.test(his host)>', ['Pete|pete@silly.test']],
    ['<@one.example,@two.example:ann@three.example>', ['|ann@three.example']],
    ['=?utf-8?B?546L6IqzLCA8eEB5LnpiPg==?= <wf@a.example>', ['王芳, <x@y.zb>|wf@a.example']],
    ['=?utf-8?Q?Ann_=3Cann=40a.example=3E?=', ['Ann|ann@a.example']],
    ['Ann <ann@a.example', ['Ann|ann@a.example']],
    ['"Ann <ann@a.example>', ['Ann|ann@a.example']],
    ['<mailto:ann@a.example>', ['|ann@a.example']],
    ['MAILER-DAEMON', ['MAILER-DAEMON|']],
    ['"boss@good.example" <thief@bad.example>', ['boss@good.example|thief@bad.example']],
    ['"name" <two words ann@a.example>', ['name|two words ann@a.example']],
    ['王芳 <wf@a.example>，李雷 <ll@a.example>', ['王芳|wf@a.example', '李雷|ll@a.example']],
    ['Ann\r\n\tMiller <ann@a.example>', ['Ann Miller|ann@a.example']],
    ['a\u202egnp.exe <x@a.example>', ['agnp.exe|x@a.example']],
  ])('%s', (value, wanted) => {
    expect(read(value)).toEqual(wanted)
  })

  test('raw GBK names, whose bytes may be quotes and backslashes, are decoded first', () => {
    const raw = Buffer.concat([Buffer.from('"'), Buffer.from([0xcd, 0xf5, 0xb7, 0xbc, 0x8b, 0x5c]), Buffer.from('" <wf@a.example>')]).toString('latin1')
    expect(parseAddresses(raw, 'gb18030')).toEqual([{ name: '王芳媆', address: 'wf@a.example' }])
  })
})
