import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** What a fresh process says that runs the program with the library as `text`. */
function fresh(program: string): unknown {
  const face = fileURLToPath(new URL('./index.ts', import.meta.url))
  const source = `
    const { cache } = process.getBuiltinModule('node:module').createRequire(${JSON.stringify(face)})
    const packages = () => Object.keys(cache).filter((path) => path.includes('node_modules'))
    // Node's own reader of TypeScript comes first, as it isn't this library's cost.
    process.getBuiltinModule('node:module').stripTypeScriptTypes('let a: 1')
    gc()
    const before = process.memoryUsage().heapUsed + process.memoryUsage().external
    const text = await import(${JSON.stringify(face)})
    gc()
    const grown = process.memoryUsage().heapUsed + process.memoryUsage().external - before
    ${program}`
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', source], { encoding: 'utf8' }))
}

test('importing the library loads no dictionary and little memory', () => {
  const { grown, loaded } = fresh(`console.log(JSON.stringify({ grown, loaded: packages() }))`) as { grown: number; loaded: string[] }
  expect(loaded).toEqual([])
  expect(grown).toBeLessThan(5_000_000)
})

test('what needs no dictionary loads none', () => {
  const loaded = fresh(`
    text.fold('臺灣'); text.bigrams('投诉'); text.queryTokens('投诉'); text.maskPersonal('13812345678'); text.visible('a')
    text.normaliseEmail('a@example.com'); text.maskPhone('13812345678'); text.hasControl('a'); text.pinyinQuery('zs')
    console.log(JSON.stringify(packages()))`)
  expect(loaded).toEqual([])
})

test('each dictionary comes with the first call that needs it, alone', () => {
  const names = (call: string) => (fresh(`${call}; console.log(JSON.stringify(packages()))`) as string[]).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
  expect(new Set(names(`text.pinyinKeys('张三')`))).toEqual(new Set(['pinyin-pro']))
  expect(new Set(names(`text.normalisePhone('13812345678')`))).toEqual(new Set(['libphonenumber-js']))
  expect(names(`text.segment('投诉')`)).toContain('@node-rs/jieba')
})
