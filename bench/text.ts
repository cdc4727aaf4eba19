import { bigrams, detectPersonal, fold, normalisePhone, pinyinKeys, queryTokens, segment } from '../src/pure/text/index.ts'

const complaint = '市民反映A2区景蓉华苑物业管理有問題，電話13812345678，iPhone15手机无法登录，多次投诉没有结果，请尽快处理并回复。'.repeat(4)
const surnames = [...'王李张刘陈杨赵黄周吴曾单解欧']
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平乐晟茜']

/** Rates of the text functions after warm-up, in calls per second on text of 260 characters and names of three; memory and time of each dictionary's first call. */
export async function run(): Promise<object> {
  const dictionaries = {
    pinyin: firstCall(() => pinyinKeys('张三')),
    phone: firstCall(() => normalisePhone('13812345678')),
    segment: firstCall(() => segment('投诉')),
  }
  return {
    dictionaries,
    complaintCharacters: complaint.length,
    foldPerSecond: perSecond(() => fold(complaint)),
    bigramsPerSecond: perSecond(() => bigrams(complaint)),
    queryTokensPerSecond: perSecond((turn) => queryTokens(name(turn))),
    detectPersonalPerSecond: perSecond(() => detectPersonal(complaint)),
    segmentPerSecond: perSecond(() => segment(complaint)),
    pinyinKeysPerSecond: perSecond((turn) => pinyinKeys(name(turn))),
    normalisePhonePerSecond: perSecond((turn) => normalisePhone(`138${String(turn).padStart(8, '0')}`)),
  }
}

const pick = (characters: string[], turn: number) => characters[turn % characters.length]
const name = (turn: number) => `${pick(surnames, turn)}${pick(given, turn * 7)}${pick(given, turn * 3 + 1)}`

function firstCall(call: () => unknown) {
  const memory = process.memoryUsage.rss()
  const before = performance.now()
  call()
  return { milliseconds: Math.round(performance.now() - before), megabytes: Math.round((process.memoryUsage.rss() - memory) / 1e6) }
}

function perSecond(call: (turn: number) => unknown, turns = 5_000): number {
  for (let turn = 0; turn < turns; turn += 1) call(turn)
  const before = performance.now()
  for (let turn = 0; turn < turns; turn += 1) call(turn)
  return Math.round((turns * 1000) / (performance.now() - before))
}
