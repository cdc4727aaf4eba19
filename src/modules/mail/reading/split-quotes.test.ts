import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitQuotes } from './split-quotes.ts'

const newOf = (text: string) => splitQuotes(text).filter(({ kind }) => kind === 'new').map((piece) => piece.text).join('').trim()
const said = '您好，\n\n上周买的净水器还是漏水，请尽快安排师傅上门。\n\n王芳'

/** What Chinese and other mail programs put between an answer and what it answers. */
const QUOTES: readonly (readonly [string, string])[] = [
  ['QQ 邮箱', '------------------ 原始邮件 ------------------\n发件人: "客服中心" <kf@shouwen.example>;\n发送时间: 2024年3月5日(星期二) 下午2:30\n收件人: "王芳"<wf@qq.com>;\n主题: 回复：净水器漏水\n\n王女士您好，已为您登记。'],
  ['QQ 邮箱，空格', '------------------\u00a0原始邮件\u00a0------------------\n发件人:                                                                                                                        "客服"                                                                                    <kf@shouwen.example>;\n发送时间:\u00a02024年3月5日\n\n您好'],
  ['QQ 邮箱 Original', '------------------ Original ------------------\nFrom:  "客服中心"<kf@shouwen.example>;\nDate:  Tue, Mar 5, 2024 02:30 PM\nTo:  "王芳"<wf@qq.com>;\nSubject:  净水器漏水\n\n您好'],
  ['163 网页', '在 2024-03-05 14:30:00，"客服中心" <kf@shouwen.example> 写道：\n\n王女士您好，已为您登记。'],
  ['163 网页，旧', '在2024-03-05 14:30:00，客服中心<kf@shouwen.example> 写道：\n> 王女士您好\n> 已为您登记。'],
  ['163 英文界面', 'At 2024-03-05 14:30:00, "客服中心" <kf@shouwen.example> wrote:\n\n王女士您好'],
  ['网易邮箱大师', '---- 回复的原邮件 ----\n| 发件人 | 客服中心<kf@shouwen.example> |\n| 日期 | 2024年03月05日 14:30 |\n| 收件人 | <wf@163.com> |\n| 抄送至 | |\n| 主题 | 净水器漏水 |\n王女士您好'],
  ['网易邮箱大师 英文', '---- Replied Message ----\n| From | kf<kf@shouwen.example> |\n| Date | 03/05/2024 14:30 |\n| To | <wf@163.com> |\n| Subject | leak |\nHello'],
  ['163 转发', '-------- 转发邮件信息 --------\n发件人："客服中心" <kf@shouwen.example>\n发送日期：2024-03-05 14:30:00\n收件人：wf@163.com\n主题：净水器漏水\n您好'],
  ['Outlook 中文', '发件人: 客服中心 <kf@shouwen.example>\n发送时间: 2024年3月5日 14:30\n收件人: 王芳 <wf@outlook.com>\n抄送: 李四 <ls@outlook.com>\n主题: 净水器漏水\n\n王女士您好'],
  ['Outlook 中文，横线', '________________________________\n发件人: 客服中心 <kf@shouwen.example>\n发送时间: Tuesday, March 5, 2024 2:30:00 PM\n收件人: 王芳 <wf@outlook.com>\n主题: 净水器漏水\n\n您好'],
  ['Outlook 邮件原件', '-----邮件原件-----\n发件人: 客服中心 [mailto:kf@shouwen.example]\n发送时间: 2024年3月5日 14:30\n收件人: 王芳\n主题: 净水器漏水\n\n您好'],
  ['Outlook 繁體', '寄件者: 客服中心 <kf@shouwen.example>\n寄件日期: 2024年3月5日 下午 02:30\n收件者: 王芳 <wf@outlook.com>\n主旨: 淨水器漏水\n\n您好'],
  ['Foxmail', '\u00a0\n发件人：\u00a0客服中心\n发送时间：\u00a02024-03-05\u00a014:30\n收件人：\u00a0王芳\n主题：\u00a0净水器漏水\n您好'],
  ['阿里邮箱', '------------------------------------------------------------------\n发件人：客服中心 <kf@shouwen.example>\n发送时间：2024年3月5日(星期二) 14:30\n收件人：王芳 <wf@aliyun.com>\n主　题：净水器漏水\n\n您好'],
  ['Gmail 中文', '客服中心 <kf@shouwen.example> 于2024年3月5日周二 14:30写道：\n\n> 王女士您好\n>'],
  ['Gmail 中文，折行', '客服中心 <kf-service-center-long-address@shouwen.example>\n于2024年3月5日周二 14:30写道：\n\n> 王女士您好'],
  ['Gmail 繁體', '客服中心 <kf@shouwen.example> 於 2024年3月5日 週二 下午2:30寫道：\n\n> 您好'],
  ['Apple 邮件', '> 在 2024年3月5日，14:30，客服中心 <kf@shouwen.example> 写道：\n> \n> 王女士您好'],
  ['Apple 邮件，无引号', '在 2024年3月5日，下午2:30，客服中心 <kf@shouwen.example> 写道：\n\n王女士您好'],
  ['Thunderbird 中文', '在 2024/3/5 14:30, 客服中心 写道:\n> 王女士您好'],
  ['三星手机', '-------- 原始邮件 --------\n发件人： 客服中心 <kf@shouwen.example>\n日期： 2024/3/5 14:30 (GMT+08:00)\n收件人： wf@126.com\n主题： 净水器漏水\n\n您好'],
  ['Zoho 中文', '---- 在 星期二, 05 三月 2024 14:30:00 +0800 kf@shouwen.example 写道 ----\n\n您好'],
  ['转发 Gmail', '---------- Forwarded message ---------\n发件人： 客服中心 <kf@shouwen.example>\nDate: 2024年3月5日周二 14:30\nSubject: 净水器漏水\nTo: <wf@gmail.com>\n\n您好'],
  ['Apple 转发', '下面是被转发的邮件：\n\n发件人: 客服中心 <kf@shouwen.example>\n主题: 净水器漏水\n日期: 2024年3月5日 GMT+8 14:30:00\n收件人: wf@icloud.com\n\n您好'],
  ['iPhone 签名', '发自我的iPhone'],
  ['iPhone 签名和引文', '发自我的 iPhone\n\n> 在 2024年3月5日，14:30，客服中心 <kf@shouwen.example> 写道：\n> 您好'],
  ['华为签名', '发自我的华为手机'], ['小米签名', '来自我的小米手机'], ['QQ 手机', '发自我的企业微信'], ['网易大师签名', '签名由 网易邮箱大师 定制'], ['繁體 iPhone', '從我的iPhone傳送'], ['網頁', '發自我的 iPad'],
  ['RFC 签名', '-- \n王芳\n首问科技有限公司\n电话 13800138000'], ['名片', '--------------\n王芳 采购经理\n首问科技有限公司\n手机：13800138000\n地址：上海市浦东新区'],
  ['日本語 Gmail', '2024年3月5日(火) 14:30 サポート <kf@shouwen.example>:\n\n> こんにちは'], ['日本語 Outlook', '差出人: サポート <kf@shouwen.example>\n送信日時: 2024年3月5日 14:30\n宛先: 王芳\n件名: 水漏れ\n\nこんにちは'], ['한국어 Gmail', '2024년 3월 5일 (화) 오후 2:30, 고객센터 <kf@shouwen.example>님이 작성:\n\n> 안녕하세요'], ['한국어 Outlook', '보낸 사람: 고객센터 <kf@shouwen.example>\n보낸 날짜: 2024년 3월 5일 화요일 오후 2:30\n받는 사람: 왕팡\n제목: 누수\n\n안녕하세요'],
  ['العربية', 'في الثلاثاء، 5 مارس 2024 في 2:30 م تمت كتابة ما يلي بواسطة <kf@shouwen.example>:\n\n> مرحبا'], ['עברית', 'בתאריך יום ג׳, 5 במרץ 2024 ב-14:30 מאת שירות <kf@shouwen.example>:\n\n> שלום'],
  ['Українська', 'вт, 5 бер. 2024 р. о 14:30 Служба <kf@shouwen.example> пише:\n\n> Добрий день'], ['Русский Mail.ru', 'Вторник, 5 марта 2024, 14:30 +03:00 от Служба <kf@shouwen.example>:\n\nДобрый день'], ['Čeština', 'út 5. 3. 2024 v 14:30 odesílatel Podpora <kf@shouwen.example> napsal:\n\n> Dobrý den'], ['Magyar', 'Ügyfélszolgálat <kf@shouwen.example> ezt írta (időpont: 2024. márc. 5., K, 14:30):\n\n> Jó napot'], ['Türkçe', 'Destek <kf@shouwen.example>, 5 Mar 2024 Sal, 14:30 tarihinde şunu yazdı:\n\n> Merhaba'], ['Tiếng Việt', 'Vào Th 3, 5 thg 3, 2024 vào lúc 14:30 Hỗ trợ <kf@shouwen.example> đã viết:\n\n> Xin chào'], ['Bahasa', 'Pada Sel, 5 Mar 2024 14.30, Dukungan <kf@shouwen.example> menulis:\n\n> Halo'], ['Ελληνικά', 'Στις Τρί 5 Μαρ 2024 στις 2:30 μ.μ., ο χρήστης Υποστήριξη <kf@shouwen.example> έγραψε:\n\n> Γεια'], ['Română', 'În mar., 5 mar. 2024 la 14:30, Suport <kf@shouwen.example> a scris:\n\n> Bună'], ['Svenska', 'Den tis 5 mars 2024 kl 14:30 skrev Support <kf@shouwen.example>:\n\n> Hej'], ['Español', 'El mar, 5 mar 2024 a las 14:30, Soporte (<kf@shouwen.example>) escribió:\n\n> Hola'],
]

describe('quotes and signatures are cut', () => {
  test.each(QUOTES)('%s', (_, quote) => {
    for (const gap of ['\n\n', '\n\n\n\n']) expect(newOf(`${said}${gap}${quote}`)).toBe(said)
  })
})

describe('what only looks like a quote stays', () => {
  test.each([
    '你们在2023年的通知里写道：保修三年。现在为什么只有一年？',
    '他在信中写道：\n我很失望。',
    '网站留言\n--------------\n姓名：王芳\n电话：13800138000\n问题：净水器漏水',
    'Nouveau message :\n=====\nTéléphone: 0102030405\nEmail: a@b.example',
    '发件人写错了，请改成张三。\n主题是净水器。',
    '订单如下\n--------------\n订单号：123\n数量：5\n金额：100元\n--------------\n请尽快发货。',
    '客户说：“请写到明细里：”\n第一项\n第二项',
    '发自内心感谢你们的客服！\n祝工作顺利。',
    'From: Shanghai\nI need a ticket.\nTo: Beijing, please.',
    'Please send it to me as soon as you can.\n- one\n- two\n--\nbut this sentence goes on and is no signature at all, since it is followed by a lot of text that says something of weight to whoever reads the mail, and it never stops until it has said all of what it wanted to say in the first place, which may take a while.',
  ])('%s', (text) => {
    expect(newOf(text)).toBe(text)
  })
})

test('answers between quoted lines all count as new', () => {
  expect(newOf('在 2024-03-05 14:30:00，"客服" <kf@shouwen.example> 写道：\n> 型号是什么？\n\nA200\n\n> 什么时候买的？\n\n去年三月')).toBe('A200\n\n去年三月')
})

test('a mail passed on without a word has nothing new, a lone quote without its rule is the message', () => {
  expect(newOf('---------- Forwarded message ---------\nFrom: a@b.example\nDate: 2024-03-05\nSubject: x\n\nhello')).toBe('')
  expect(newOf('> please call me back')).toBe('> please call me back')
})

test('all pieces together are the text', () => {
  const line = fc.oneof(fc.string(), fc.constantFrom('> a', '-- ', '发自我的iPhone', '在 2024年3月5日，张三 写道：', 'From: a', 'Sent: b', 'Subject: c', '', '-----Original Message-----', 'On 1 May 2024, A <a@b.c> wrote:', '----'))
  fc.assert(fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
    const text = lines.join('\n')
    expect(splitQuotes(text).map((piece) => piece.text).join('')).toBe(text)
  }))
})

// The parser’s own fixtures lie beside the project, for their licence is another.
const folder = new URL('../../../../../shared/data/07-mail/reply-parser/', import.meta.url)
interface Case { fixture: string; test: string; first_fragment_trimmed?: string; first_fragment?: string; visible_text?: string; first_fragment_matches: string[]; first_fragment_must_not_match: string[]; fragments?: number }
const pattern = (text: string) => { const [, source = '', flags = ''] = /^\/([^]*)\/(\w*)$/.exec(text) ?? []; return new RegExp(source, flags) }

describe.skipIf(!existsSync(folder))('fixtures of email-reply-parser', () => {
  const { cases } = existsSync(folder) ? JSON.parse(readFileSync(new URL('crisp_tests.json', folder), 'utf8')) as { cases: Case[] } : { cases: [] }
  test.each(cases.map((one) => [one.test, one] as const))('%s', (_, one) => {
    const pieces = splitQuotes(readFileSync(new URL(`fixtures/${one.fixture}`, folder), 'utf8').replace(/\r\n/g, '\n'))
    const first = pieces.find(({ kind }) => kind === 'new')?.text.trim() ?? ''
    const all = pieces.filter(({ kind }) => kind === 'new').map(({ text }) => text).join('').trim()
    if (one.first_fragment_trimmed) expect(all).toBe(one.first_fragment_trimmed.trim())
    if (one.visible_text) expect(all).toBe(one.visible_text.trim())
    if (one.first_fragment) expect(all.startsWith(one.first_fragment.trim())).toBe(true)
    for (const wanted of one.first_fragment_matches) expect(first).toMatch(pattern(wanted))
    for (const unwanted of one.first_fragment_must_not_match) expect(first).not.toMatch(pattern(unwanted))
    if (one.fragments === 1) expect(pieces).toHaveLength(1)
  })
  test('nothing of any fixture is lost', () => {
    for (const place of ['fixtures/', 'github/']) for (const name of existsSync(folder) ? readdirSync(new URL(place, folder)) : []) {
      const text = readFileSync(new URL(place + name, folder), 'utf8')
      expect(splitQuotes(text).map((piece) => piece.text).join('')).toBe(text)
    }
  })
})
