import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { bigrams, detectPersonal, fold, maskPersonal, pinyinKeys, queryTokens, segment, withoutPersonal } from './index.ts'

const folder = new URL('../../../../shared/data/03-chinese-text/', import.meta.url)
const isHere = existsSync(folder)
if (!isHere) console.warn(`Skipped: the complaints of ${folder.pathname} are not here.`)

const read = (name: string) => parse(gunzipSync(readFileSync(new URL(name, folder))), { columns: true, bom: true }) as Record<string, string>[]
const replies = isHere ? read('zhengwu_replies.csv.gz') : []

test.skipIf(!isHere)('official replies hold telephone numbers of offices and one plate, nothing else', () => {
  const counts: Record<string, number> = {}
  for (const row of replies) {
    for (const { kind, start, end, value } of detectPersonal(`${row.detail}\n${row.reply}`)) {
      expect(`${row.detail}\n${row.reply}`.slice(start, end)).toBe(value)
      counts[kind] = (counts[kind] ?? 0) + 1
    }
  }
  expect(counts).toEqual({ phone: 163, plate: 1 })
})

test.skipIf(!isHere)('identifiers and moments of the same rows are never personal', () => {
  for (const row of replies) expect(detectPersonal(`${row.message_id},${row.user_id},${row.sent_at},${row.replied_at}`)).toEqual([])
})

test.skipIf(!isHere)('nothing personal is left after masking or removal', () => {
  const texts = replies.map((row) => row.reply as string).filter((reply) => detectPersonal(reply).length > 0)
  expect(texts.length).toBeGreaterThan(50)
  for (const text of texts) {
    expect(detectPersonal(maskPersonal(text))).toEqual([])
    expect(detectPersonal(withoutPersonal(text))).toEqual([])
  }
})

test.skipIf(!isHere)('every pair of neighbouring Han characters finds the complaint that holds it', () => {
  let asked = 0
  for (const [at, row] of replies.entries()) {
    const text = row.detail as string
    const tokens = new Set(bigrams(text))
    const pairs = text.match(/\p{Script=Han}{2}/gu) ?? []
    const query = pairs[at % Math.max(pairs.length, 1)]
    if (query === undefined) continue
    asked += 1
    const looked = queryTokens(query)
    expect(looked.length).toBeGreaterThan(0)
    expect(looked.every(({ token }) => tokens.has(token)), query).toBe(true)
  }
  expect(asked).toBeGreaterThan(2700)
})

test.skipIf(!isHere)('folding, words and pinyin stand the whole file', () => {
  for (const row of replies.slice(0, 500)) {
    const folded = fold(row.reply as string)
    expect(fold(folded)).toBe(folded)
    expect(segment(row.reply as string).length).toBeGreaterThan(0)
    expect(pinyinKeys(row.subject as string).full.length).toBeGreaterThan(0)
  }
})
