import { expect, test } from 'vitest'
import { maskEmail, maskName, maskPhone, normaliseEmail, normalisePhone } from './index.ts'

// Time of the processor, as another program may be using the machine.
const processorMs = () => process.cpuUsage().user / 1000

test.each([
  ['13812345678', 'CN', '+8613812345678', '13812345678', '5678'],
  [' 138 1234-5678 ', 'CN', '+8613812345678', '13812345678', '5678'],
  ['１３８１２３４５６７８', 'CN', '+8613812345678', '13812345678', '5678'],
  ['138\u200b1234\u200b5678', 'CN', '+8613812345678', '13812345678', '5678'],
  ['(+86)138 1234 5678', 'CN', '+8613812345678', '13812345678', '5678'],
  ['0086-138-1234-5678', 'CN', '+8613812345678', '13812345678', '5678'],
  ['8613812345678', 'CN', '+8613812345678', '13812345678', '5678'],
  ['010-62345678', 'CN', '+861062345678', '01062345678', '5678'],
  ['（0746）2213405转801', 'CN', '+867462213405', '07462213405', '3405'],
  ['010-62345678-801', 'CN', '+861062345678', '01062345678', '5678'],
  ['0731—82345678', 'CN', '+8673182345678', '073182345678', '5678'],
  ['400-810-8888', 'CN', '+864008108888', '4008108888', '8888'],
  ['9123 4567', 'HK', '+85291234567', '91234567', '4567'],
  ['+852 9123 4567', 'CN', '+85291234567', '91234567', '4567'],
  ['0912-345-678', 'TW', '+886912345678', '0912345678', '5678'],
  ['(415) 555-2671', 'US', '+14155552671', '4155552671', '2671'],
  ['07911 123456', 'gb', '+447911123456', '07911123456', '3456'],
])('the number %j in %s is %s', (value, country, e164, national, tail4) => expect(normalisePhone(value, country)).toEqual({ e164, national, tail4 }))

test.each(['', 'abc', '12345', '95588', '62345678', '1380000000', '138123456789', '20261122-000123', '电话13812345678和13987654321', '1'.repeat(1_000_000)])(
  '%j is no telephone number', (value) => expect(normalisePhone(value)).toBeUndefined(),
)

test('a country that is unknown leaves numbers with + readable and others not', () => {
  expect(normalisePhone('+8613812345678', 'ZZ')?.e164).toBe('+8613812345678')
  expect(normalisePhone('13812345678', 'ZZ')).toBeUndefined()
})

test.each([
  [' Zhang.San@Example.COM ', 'Zhang.San@example.com', 'example.com', 'zhang.san@example.com'],
  ['ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'zhang@example.com', 'example.com', 'zhang@example.com'],
  ['zhang\u200b@example.com', 'zhang@example.com', 'example.com', 'zhang@example.com'],
  ['张三@例子.中国', '张三@xn--fsqu00a.xn--fiqs8s', 'xn--fsqu00a.xn--fiqs8s', '张三@xn--fsqu00a.xn--fiqs8s'],
  ['a+tag@mail.example.co.uk', 'a+tag@mail.example.co.uk', 'mail.example.co.uk', 'a+tag@mail.example.co.uk'],
])('the address %j is %s', (value, address, domain, key) => expect(normaliseEmail(value)).toEqual({ address, domain, key }))

test.each(['', 'zhang', '@example.com', 'zhang@', 'a@b', 'a@@b.com', 'a@b@c.com', '.a@b.com', 'a.@b.com', 'a..b@c.com', 'a b@c.com', 'a@127.0.0.1', 'a@[::1]', 'a@-b.com', 'a@b..com', 'a@b.com/x', 'a@b.com:80', 'a@b.123', '<a@b.com>', `${'a'.repeat(65)}@b.com`, '@'.repeat(1_000_000)])(
  '%j is no address', (value) => expect(normaliseEmail(value)).toBeUndefined(),
)

test.each([
  ['13812345678', '138****5678'],
  ['+8613812345678', '+86138****5678'],
  ['0746-2213405', '0746-***3405'],
  ['010-62345678', '010-****5678'],
  ['010-62345678-801', '010-****5678-***'],
  ['95588', '***88'],
  ['', ''],
])('the number %j shows as %j', (value, masked) => expect(maskPhone(value)).toBe(masked))

test.each([['zhang@example.com', 'z***@example.com'], ['z@example.com', '***@example.com'], ['𠮷野@example.com', '𠮷***@example.com'], ['nonsense', '***'], ['', '']])(
  'the address %j shows as %j', (value, masked) => expect(maskEmail(value)).toBe(masked),
)

test.each([['张三', '张*'], ['欧阳娜娜', '欧***'], ['阿卜杜拉·买买提', '阿***·买**'], ['John Smith', 'J*** S****'], ['𠮷田', '𠮷*'], ['张', '张']])(
  'the name %j shows as %j', (value, masked) => expect(maskName(value)).toBe(masked),
)

test('masks of a million characters take under a second', () => {
  const before = processorMs()
  for (const piece of ['1', '@', ' ', '1-']) {
    const text = piece.repeat(1_000_000 / piece.length)
    maskPhone(text)
    maskEmail(text)
    maskName(text)
  }
  expect(processorMs() - before).toBeLessThan(4000)
})
