import { shippedLexicons } from '../src/modules/messages/guard/definitions.ts'
import { guardOf, look } from '../src/modules/messages/guard/rules.ts'
import type { Lexicon } from '../src/modules/messages/guard/rules.ts'

const TURNS = 2_000
const chinese = '您好，关于您反映的空調不製冷的问题，我们已经安排师傅明天上午九点上门检修，请您保持电话畅通。很抱歉让您久等了，我们会尽快处理，感谢您的耐心与理解，如有疑问请随时联系。'
const english = 'Hello Ms Li, thank you for writing. We are sorry to keep you waiting; the part arrives on Monday and our technician will ring you then. We don’t expect any further delay. '
const characters = [...'机器安装维修订单退款发票快递客户服务系统网络电源屏幕颜色尺寸数量时间地址电话邮件合同']

/** Made-up phrases beside the shipped ones, so that there are 5,000 in all. */
function manyPhrases(shipped: readonly Lexicon[]): Lexicon[] {
  const known = shipped.reduce((sum, one) => sum + one.entries.length + one.harmless.length, 0)
  const entries = Array.from({ length: Math.max(0, 5_000 - known) }, (_, at) => ({ phrase: [3, 5, 7, 11].map((step) => characters[(at * step + Math.floor(at / characters.length)) % characters.length]).join('') + String(at) }))
  return [...shipped, { finds: 'jargon', level: 'warn', override: 'writer', suggestion: { zh: '', en: '' }, entries, harmless: [] }]
}

/** Milliseconds to look through a text of 2,000 characters with 5,000 phrases, with faults in it, and to make the phrases ready. Aim: under 1 ms. */
export async function run(): Promise<object> {
  const lexicons = manyPhrases(Object.values(shippedLexicons) as unknown as Lexicon[])
  const begun = performance.now()
  const guard = guardOf(lexicons)
  const readyMilliseconds = performance.now() - begun
  const texts = { chinese: chinese.repeat(40).slice(0, 2_000), english: english.repeat(20).slice(0, 2_000) }
  return {
    phrases: lexicons.reduce((sum, one) => sum + one.entries.length + one.harmless.length, 0), readyMilliseconds: Math.round(readyMilliseconds),
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { characters: text.length, findings: look(guard, text, { apology: 'refused' }).findings.length, ...measured(() => look(guard, text, { apology: 'refused' })) }])),
    clean: measured(() => look(guard, '这是一段没有任何问题的文字'.repeat(160).slice(0, 2_000))),
  }
}

function measured(call: () => unknown): { meanMilliseconds: number; medianMilliseconds: number; cpuMilliseconds: number } {
  for (let turn = 0; turn < 500; turn += 1) call()
  const used = process.cpuUsage()
  const times = Array.from({ length: TURNS }, () => { const before = performance.now(); call(); return performance.now() - before }).sort((a, b) => a - b)
  const { user, system } = process.cpuUsage(used)
  const rounded = (value: number) => Number(value.toFixed(3))
  return { meanMilliseconds: rounded(times.reduce((sum, one) => sum + one, 0) / TURNS), medianMilliseconds: rounded(times[TURNS / 2] as number), cpuMilliseconds: rounded((user + system) / 1_000 / TURNS) }
}
