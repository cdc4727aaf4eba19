import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanHtml } from './clean-html.ts'
import { textOfHtml } from './html-text.ts'

const clean = (html: string) => cleanHtml(html).html

describe('what could run, load, send or cover is gone', () => {
  test.each([
    ['<script>alert(1)</script>a', 'a'], ['<img src=x onerror=alert(1)>', '<img src="cid:x" />'], ['<svg onload=alert(1)>x</svg>b', 'b'], ['<style>body{display:none}</style>a', 'a'],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'], ['<a href="java\nscript:alert(1)">x</a>', '<a>x</a>'], ['<a href="&#106;avascript:alert(1)">x</a>', '<a>x</a>'], ['<a href="data:text/html,<b>">x</a>', '<a>x</a>'], ['<a href="//evil.example">x</a>', '<a>x</a>'],
    ['<form action="https://evil.example"><input name=p><button>go</button></form>', 'go'], ['<iframe src="https://evil.example"></iframe>a', 'a'], ['<meta http-equiv="refresh" content="0;url=https://evil.example">a', 'a'], ['<base href="https://evil.example">a', 'a'], ['<link rel=stylesheet href=https://evil.example>a', 'a'],
    ['<p style="position:fixed;top:0;left:0;width:100%;z-index:9">a</p>', '<p style="width:100%">a</p>'], ['<p style="margin-top:-500px;color:red">a</p>', '<p style="color:red">a</p>'], ['<p style="background:url(https://t.example/x.png)">a</p>', '<p>a</p>'], ['<p style="width:expression(alert(1))">a</p>', '<p>a</p>'], ['<p style="color:\\72 ed;background-image:image-set(\'x\')">a</p>', '<p>a</p>'], ['<p style="width:99999px;height:1px">a</p>', '<p style="height:1px">a</p>'], ['<p style="font-size:9999px">a</p>', '<p>a</p>'],
    ['<table background="https://t.example/x.png"><tr><td>a</td></tr></table>', '<table><tr><td>a</td></tr></table>'], ['<p id="app" class="ant-modal">a</p>', '<p>a</p>'], ['<img src="data:image/svg+xml;base64,PHN2Zz4=">', '<img />'], ['<img srcset="https://t.example/x 1x" src="cid:a@b">', '<img src="cid:a@b" />'],
    ['<textarea>a</textarea>b', 'b'], ['<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>a', 'a'],
  ])('%s', (dirty, wanted) => {
    expect(clean(dirty)).toBe(wanted)
  })
})

test('links open elsewhere and tell nothing, remote images wait, images of the mail and small embedded ones stay', () => {
  expect(clean('<a href="https://a.example/?x=1&amp;y=2" target=_top>x</a>')).toBe('<a href="https://a.example/?x=1&amp;y=2" rel="noopener noreferrer nofollow" target="_blank">x</a>')
  expect(clean('<img src="https://t.example/pixel.gif" width=1>')).toBe('<img width="1" data-remote-src="https://t.example/pixel.gif" />')
  expect(clean('<img src="//t.example/pixel.gif">')).toBe('<img data-remote-src="https://t.example/pixel.gif" />')
  expect(clean('<img src="data:image/png;base64,iVBORw0KGgo=">')).toContain('src="data:image/png')
  const { html, contentIds } = cleanHtml('<img src="cid:image001.png@01D1"><img src="CID:b">')
  expect(html).toBe('<img src="cid:image001.png@01D1" /><img src="cid:b" />')
  expect([...contentIds]).toEqual(['image001.png@01D1', 'b'])
})

test('the look of a letter stays', () => {
  const letter = '<div style="font-family:宋体;color:#333;text-align:center"><b>您好</b><table border="1"><tr><td colspan="2">合计</td></tr></table><font color="red" size="4">急</font></div>'
  expect(clean(letter)).toBe(letter)
})

test('nothing of any input runs or loads', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('<', '>', '"', "'", '=', '<script', '</script>', '<img src=', 'onerror=', 'javascript:', '<style>', '<a href="', '<!--', '-->', '<![CDATA[', '<p style="', 'url(', ';', '&#x3c;', '<math>', '<template>', '\0'))
  fc.assert(fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
    const html = clean(pieces.join(''))
    const tags = html.match(/<[^>]*>/g) ?? []
    expect(html).not.toMatch(/<\/?(script|style|iframe|object|embed|form|input|link|meta|base|svg|math|template)/i)
    for (const tag of tags) expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\s(on\w+|srcset|action|formaction|background)\s*=/i)
    for (const [, value = ''] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) expect(value).toMatch(/^(https?:\/\/|mailto:|tel:|sms:|#|cid:|data:image\/(png|jpe?g|gif|webp|bmp);base64,)/i)
    expect(clean(html)).toBe(html)
  }), { numRuns: 200 })
})

test('text of HTML reads as it is shown', () => {
  expect(textOfHtml(clean('<p>您好，</p><p>订单<b>123</b>没到。<br>请查。</p><ul><li>一</li><li>二</li></ul><table><tr><td>甲</td><td>乙</td></tr></table><blockquote>原文</blockquote>再见 &amp; 谢谢&nbsp;！')).text)
    .toBe('您好，\n\n订单123没到。\n请查。\n\n- 一\n- 二\n\n甲\t乙\n\n> 原文\n再见 & 谢谢 ！')
})
