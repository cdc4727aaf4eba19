import { expect, test } from 'vitest'
import { shippedLexicons } from './definitions.ts'
import { apologises, guardOf, look } from './rules.ts'
import type { Lexicon } from './rules.ts'

const guard = guardOf(Object.values(shippedLexicons) as unknown as Lexicon[])
const found = (text: string, apology?: Parameters<typeof look>[2]) => look(guard, text, apology).findings

test('an apology is judged by the liability of the case (CMP-13)', () => {
  expect(found('非常抱歉', { apology: 'refused' })).toEqual([{ kind: 'apology', start: 2, end: 4, words: '抱歉', level: 'refuse', code: 'text-guard.apology-not-ours', suggestion: '感谢您的反映，我理解您的心情。', override: 'lead' }])
  expect(found('非常抱歉', { apology: 'needs-approval' })[0]).toMatchObject({ level: 'refuse', code: 'text-guard.apology-needs-approval' })
  expect(found('非常抱歉', { apology: 'warned' })[0]).toMatchObject({ level: 'warn', code: 'text-guard.apology-undetermined' })
  expect(found('非常抱歉')).toEqual([])
  expect(found('不好意思，让您久等了', { apology: 'refused' })).toEqual([])
})
test('an apology for waiting is none that settles a case', () => {
  expect(apologises(guard, '抱歉让您久等了。')).toBe(false)
  expect(apologises(guard, '抱歉让您久等，产品出了这样的故障也向您道歉。')).toBe(true)
})
test('words that turn away are refused with a better sentence (ETQ-11)', () => {
  expect(found('不知道')).toMatchObject([{ kind: 'forbidden', level: 'refuse', suggestion: '我马上为您核实。' }])
  expect(found('这不归我管')).toMatchObject([{ kind: 'forbidden', level: 'refuse', suggestion: expect.stringContaining('我马上为您核实') }])
})
test.each([
  ['你没听明白', 'you', '我可能没有说清楚'], ['请先升级固件', 'jargon', '设备里自带的程序'], ['我们会尽快处理', 'vague', expect.stringContaining('几点前')], ['快点说', 'hurry', '请您慢慢说，我在听。'], ['赶紧说', 'hurry', '请您慢慢说，我在听。'],
])('%s is found with what to say instead (EMO-03, ETQ-15, ETQ-26, ETQ-31)', (text, kind, suggestion) => {
  expect(found(text)).toMatchObject([{ kind, suggestion }])
})
test('a whole identity card number does not leave; its masked form may', () => {
  expect(found('证件号11010519491231002X')).toMatchObject([{ kind: 'personal', level: 'refuse', code: 'text-guard.personal-id-card', suggestion: expect.stringContaining('1101*') }])
  expect(found(`证件号${found('证件号11010519491231002X')[0]?.suggestion}`)).toEqual([])
})
test('the three parts of politeness (ETQ-06)', () => {
  expect(look(guard, '您好，已为您登记。谢谢。').manners).toEqual({ greeting: true, please: false, thanks: true })
  expect(look(guard, '您的申请已提交').manners.please).toBe(false)
})
test.each([
  '您好，已为您登记，师傅明天上午与您联系。', '已收到，我们马上处理', '好的', '您好！您的退款已于今天上午原路退回，预计三个工作日内到账。', '感谢您的来信，我们已经收到。', '您好，请问您的订单号是多少？', '已解决', '这是处理结果。', '发票抬头写错没关系，您把正确的抬头发给我，今天下班前重开。', '我没有权限退差价，已经提交给店长，今天 18:00 前给您答复。', '这件事不能怪您，是我们的短信没有写清楚。', '麻烦您尽快关闭进水阀，以免漏到楼下。',
  'Hello, your refund is on its way.', 'We have received your request and are working on it.', 'Thank you, the engineer will visit you tomorrow at 10:00.', 'Done.', 'Please find the invoice attached.', 'Test reply', 'Hi, we shipped it today.',
])('an ordinary answer is not refused: %s', (text) => {
  for (const apology of ['allowed', 'warned', 'needs-approval', 'refused'] as const) expect(found(text, { apology }).filter(({ level }) => level === 'refuse')).toEqual([])
})
