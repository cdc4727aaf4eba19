import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectPersonal, maskPersonal, withoutPersonal } from './personal.ts'

// Time of the processor, as another program may be using the machine.
const processorMs = () => process.cpuUsage().user / 1000

const found = (text: string) => detectPersonal(text).map(({ kind, value }) => `${kind} ${value}`)

test.each([
  ['我的电话13812345678。', ['phone 13812345678']],
  ['打+86 138 1234 5678或(+86)13987654321', ['phone +86 138 1234 5678', 'phone (+86)13987654321']],
  ['8613812345678、008613812345678', ['phone 8613812345678', 'phone 008613812345678']],
  ['138-1234-5678 或 1381234 5678', ['phone 138-1234-5678', 'phone 1381234 5678']],
  ['１３８　１２３４　５６７８', ['phone １３８　１２３４　５６７８']],
  ['138\u200b1234\u200b5678', ['phone 138\u200b1234\u200b5678']],
  ['Tel13812345678 wx:13987654321', ['phone 13812345678', 'phone 13987654321']],
  ['13812345678-13987654321', ['phone 13812345678', 'phone 13987654321']],
  ['13812345678/13987654321,13712345678', ['phone 13812345678', 'phone 13987654321', 'phone 13712345678']],
  ['隐私号17012345678-1234', ['phone 17012345678-1234']],
  ['电话（0734-7399892）0731—82345678', ['phone 0734-7399892', 'phone 0731—82345678']],
  ['Fax(010)62345678转801', ['phone (010)62345678转801']],
  ['+86-755-2123-4567 和 02062345678', ['phone +86-755-2123-4567', 'phone 02062345678']],
  ['+852 9123 4567 / +1 (415) 555-2671', ['phone +852 9123 4567', 'phone +1 (415) 555-2671']],
  ['邮箱zhang.san@mail.example.com。', ['email zhang.san@mail.example.com']],
  ['13812345678@163.com', ['email 13812345678@163.com']],
  ['ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ', ['email ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ']],
  ['身份证11010519491231002X', ['id-card 11010519491231002X']],
  ['110105 19491231 002x', ['id-card 110105 19491231 002x']],
  ['旧身份证130503670401001。', ['id-card 130503670401001']],
  ['卡号4111 1111 1111 1111', ['bank-card 4111 1111 1111 1111']],
  ['6222021234567890128', ['bank-card 6222021234567890128']],
  ['378282246310005', ['bank-card 378282246310005']],
  ['护照E12345678，EA1234567', ['passport E12345678', 'passport EA1234567']],
  ['passport no. 123456789', ['passport 123456789']],
  ['车牌京A·12345、粤B12345D和鄂AP185挂', ['plate 京A·12345', 'plate 粤B12345D', 'plate 鄂AP185挂']],
  ['😀13812345678😀', ['phone 13812345678']],
])('%j holds %j', (text, values) => expect(found(text)).toEqual(values))

test.each([
  '20261122-000123', 'SW20261122-000123', '2026-11-22 13:45:22', '20261122134522', '1732254000000', '1732254000',
  '合计13,812,345,678元', '13812345678.50元', '￥1,380,000.00', '0000-00000000.59', '0731-0000-00000000',
  '订单号：13812345678', '快递单号 4111111111111111', 'Order No. 13812345678', '工单编号为6222021234567890128', '订单E12345678',
  'SF1381234567890', 'IMG_13812345678', '3f13812345678ab', '138123456789', '6222021234567890123', '110105194912310021', '110105194913310028',
  '9787302511113', '4006381333931', '12345678901234567890123', 'v1.13812345678', '12345', '400-810-8888', '96110', '95588',
  'a@b', '@张三', 'user@localhost', 'E20261122', 'G1234次列车', '云APPLE12', 'A市A2区', '新A4纸', '2019年5月13日上午9时',
])('%j holds nothing', (text) => expect(found(text)).toEqual([]))

test.each([
  ['电话13812345678。', '电话138****5678。'],
  ['+86 138-1234-5678', '+86 138-****-5678'],
  ['0746-2213405转12', '0746-***3405转**'],
  ['zhang@example.com', 'z***@example.com'],
  ['11010519491231002X', '1101**********002X'],
  ['4111 1111 1111 1111', '4111 **** **** 1111'],
  ['护照E12345678', '护照E*****678'],
  ['京A·12345', '京A·***45'],
  ['无个人信息', '无个人信息'],
])('%j is masked as %j', (text, masked) => expect(maskPersonal(text)).toBe(masked))

test('a text without its personal values keeps the rest, apart', () => {
  expect(withoutPersonal('张三13812345678投诉zhang@example.com')).toBe('张三 投诉 ')
})

const value = fc.constantFrom('13812345678', '+86 138 1234 5678', '0746-2213405', '010-62345678-801', 'zhang@example.com', '11010519491231002X', '130503670401001', '4111 1111 1111 1111', '护照E12345678', '京A12345', '２', '-', '.', ' ', '，', '客户', '\u200b', '😀', '\ud800', '(', 'a', '1')
const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.array(value, { maxLength: 12 }).map((parts) => parts.join('')))

test('property: places lie in the text, in order, apart, and hold the value', () => {
  fc.assert(fc.property(texts, (text) => {
    let last = 0
    for (const { start, end, value } of detectPersonal(text)) {
      expect(start).toBeGreaterThanOrEqual(last)
      expect(end).toBeGreaterThan(start)
      expect(end).toBeLessThanOrEqual(text.length)
      expect(text.slice(start, end)).toBe(value)
      last = end
    }
  }), { numRuns: 2000 })
})

test('property: a value between other words is found, and gone after masking and after removal', () => {
  const surroundings = fc.string({ unit: fc.constantFrom('客', '户', '，', '\n', '😀', '＃') })
  const personal = fc.constantFrom('13812345678', 'zhang@example.com', '11010519491231002X', '4111111111111111', '０１０－６２３４５６７８')
  fc.assert(fc.property(surroundings, personal, surroundings, (before, value, after) => {
    const text = before + value + after
    expect(detectPersonal(text).map((personal) => personal.value)).toEqual([value])
    expect(detectPersonal(maskPersonal(text))).toEqual([])
    expect(withoutPersonal(text)).toBe(`${before} ${after}`)
  }))
})

test.each(['1', '@', ' ', 'a@', 'a.', 'a-', '+1', '+1 ', '1 ', '1-', '(', '(86', '0731', '1111 ', '京A', '\u200b', '１', '138 1234 5678 ', 'a@a.', '\ud800'])('a million of %j takes under a second', (piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
  const before = processorMs()
  detectPersonal(text)
  expect(processorMs() - before).toBeLessThan(1000)
})
