import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeText } from './charsets.ts'
import { decodeHeader } from './encoded-words.ts'

const bytes = (text: string, charset: string) => iconv.encode(text, charset)
const hz = Buffer.from('~{VPND~}ok~~', 'latin1')
// 日本語の件名 in ISO-2022-JP, made by hand: iconv-lite has no encoder for it.
const jis = Buffer.from('\x1b$BF|K\\8l$N7oL>\x1b(B', 'latin1')

describe('undeclared bytes are guessed', () => {
  test.each([
    ['gb18030', '您好，我要投诉'], ['gb18030', '投诉'], ['gb18030', '退款申请'], ['gb18030', '请问我的订单什么时候发货？'], ['gb18030', '关于净水器漏水的问题，请尽快处理'], ['gb18030', '张伟'], ['gb18030', '发票'], ['gb18030', '合同附件.docx'], ['gb18030', '绩效管理,究竟谁错了.xls'], ['gb18030', '《欧美简讯》'], ['gb18030', 'Re: 回复：报价单 2024-03-05'],
    ['big5', '您好，我想詢問訂單的狀況'], ['big5', '請問發票何時寄出？'], ['big5', '關於產品退貨的問題'], ['big5', '這是一封測試信件，謝謝您的回覆'],
    ['shift_jis', 'お問い合わせありがとうございます。'], ['shift_jis', '注文の件について'], ['euc-jp', 'ご注文商品を本日お届けします'], ['euc-kr', '안녕하세요 문의드립니다'], ['euc-kr', '주문 확인 부탁드립니다. 감사합니다.'],
    ['koi8-r', 'Здравствуйте, когда придёт мой заказ?'], ['windows-1251', 'Добрый день, прошу вернуть деньги.'], ['windows-1252', 'Schöne Grüße aus München, Größe und Maße'], ['windows-1252', 'Où est ma commande passée à Noël ?'], ['utf-8', '您好，我要投诉'],
  ])('%s: %s', (charset, text) => {
    expect(decodeText(bytes(text, charset)).text).toBe(text)
  })
})

describe('a wrong declaration is not believed', () => {
  test.each([
    ['iso-8859-1', 'utf-8', 'Привет, 您好 äöü'], ['gb2312', 'utf-8', '您好，我要投诉'], ['us-ascii', 'gb18030', '您好，我要投诉你们的服务'], ['iso-8859-1', 'gb18030', '您好，我要投诉你们的服务'], ['utf-8', 'gb18030', '您好，我要投诉你们的服务'], ['utf-8', 'windows-1252', 'Schöne Grüße'], ['gb2312', 'gb18030', '朱镕基、龍、€'], ['big5', 'gb18030', '请问我的订单什么时候发货？'], ['x-no-such-thing', 'gb18030', '请问我的订单什么时候发货？'], ['windows-1252', 'windows-1252', 'Größe: 20 €, naïve façade'],
  ])('declared %s, really %s: %s', (declared, real, text) => {
    expect(decodeText(bytes(text, real), declared).text).toBe(text)
  })
})

test('seven-bit charsets are found by their escapes, UTF-7 only where it is declared', () => {
  expect(decodeText(jis).text).toBe('日本語の件名')
  expect(decodeText(jis, 'iso-2022-jp').text).toBe('日本語の件名')
  expect(decodeText(jis, 'us-ascii').text).toBe('日本語の件名')
  expect(decodeText(hz, 'hz-gb-2312').text).toBe('中文ok~')
  expect(decodeText(Buffer.from('+WX0-, 1 +- 1 = 2'), 'utf-7').text).toBe('好, 1 + 1 = 2')
  expect(decodeText(Buffer.from('A+ADw-script'), '').text).toBe('A+ADw-script')
  expect(decodeText(Buffer.from('\x1b$)C\n\x0e0!\x0f', 'latin1')).text).toContain('가')
})

test('what nothing can decode still gives text and says so', () => {
  const torn = decodeText(Buffer.concat([bytes('您好，我要投诉你们的服务', 'utf-8').subarray(0, 20), Buffer.from([0xff])]), 'utf-8')
  expect(torn.text).toMatch(/^您好，我要/)
})

describe('encoded words', () => {
  const word = (text: string, charset: string, label = charset) => `=?${label}?B?${bytes(text, charset).toString('base64')}?=`
  test.each([
    ['a character cut between two words', `=?utf-8?B?${Buffer.from('您好').subarray(0, 4).toString('base64')}?= =?utf-8?B?${Buffer.from('您好').subarray(4).toString('base64')}?=`, '您好'],
    ['stuck together', `${word('回复', 'gb18030', 'gb2312')}${word('：报价', 'gb18030', 'GBK')}`, '回复：报价'],
    ['folded', `${word('关于', 'utf-8')}\n ${word('退款', 'utf-8')}`, '关于退款'],
    ['plain text between', `Re: ${word('退款', 'utf-8')} please ${word('谢谢', 'utf-8')}`, 'Re: 退款 please 谢谢'],
    ['no padding', '=?utf-8?B?5oKo5aW9?= =?UTF-8?b?5ZWK?=', '您好啊'],
    ['spaces inside Q', '=?utf-8?Q?Sch=C3=B6n und gut?=', 'Schön und gut'],
    ['a question mark inside Q', '=?utf-8?Q?Wo_ist_es??=', 'Wo ist es?'],
    ['language tag', '=?utf-8*zh?B?5oKo5aW9?=', '您好'],
    ['quoted charset', '=?"utf-8"?B?5oKo5aW9?=', '您好'],
    ['end lost', '=?utf-8?B?5oKo5aW9', '您好'],
    ['raw GBK', bytes('关于退款', 'gb18030').toString('latin1'), '关于退款'],
    ['raw UTF-8', bytes('关于退款', 'utf-8').toString('latin1'), '关于退款'],
    ['raw beside encoded', `${bytes('答复', 'gb18030').toString('latin1')}: ${word('退款', 'utf-8')}`, '答复: 退款'],
    ['not encoded at all', 'a =? b ?= c', 'a =? b ?= c'],
  ])('%s', (_, raw, text) => {
    expect(decodeHeader(raw, 'gb18030')).toBe(text)
  })
})
