import { randomBytes } from 'node:crypto'
import { openImapServer } from '../../test/imap-server.ts'

/** An IMAP server in a process of its own whose INBOX holds so many mails at once: Chinese texts, every fifth an answer, every tenth with a file. */
const [count = 0] = [Number(process.env['BENCH_MAILS'])]
const TEXT = '您好，上周五在贵公司网站购买的净水器，安装后接头处一直漏水，地板已经受潮。之前打过两次电话，都说会安排师傅上门，但至今没有人联系。请尽快处理，并告知上门时间。谢谢。\r\n'
const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
const server = await openImapServer()
server.account('bench', 'bench')
for (let n = 0; n < count; n++) {
  const answers = n % 5 === 4 ? n - 2 : null
  const sender = answers ?? n
  const head = [
    `From: ${encoded(`客户${sender}`)} <c${sender}@home${sender % 997}.example>`, 'To: service@bench.example', `Message-ID: <bench${n}@home.example>`, `Subject: ${encoded(`${answers === null ? '' : '回复：'}净水器漏水，第 ${sender} 位客户`)}`,
    'Date: Mon, 02 Mar 2026 08:00:00 +0800', 'MIME-Version: 1.0', ...(answers === null ? [] : [`In-Reply-To: <bench${answers}@home.example>`]),
  ]
  const text = TEXT.repeat(1 + n % 6)
  const body = n % 10 === 0
    ? ['Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text, '--b', `Content-Type: application/octet-stream; name="log${n}.bin"`, `Content-Disposition: attachment; filename="log${n}.bin"`, 'Content-Transfer-Encoding: base64', '', randomBytes(20_000).toString('base64').replace(/(.{76})/g, '$1\r\n'), '--b--', '']
    : ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text]
  server.deliver('bench', Buffer.from([...head, ...body].join('\r\n')))
}
process.send?.({ port: server.port })
