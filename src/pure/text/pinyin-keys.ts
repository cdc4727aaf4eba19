import type * as Library from 'pinyin-pro'
import { caseless, fold, normal } from './fold.ts'
import { heteronyms } from './heteronyms.ts'
import { loadPackage } from './load-package.ts'
import { simplified } from './simplified.ts'

/** What a name is found by when typed in Latin letters; each list without duplicates, likeliest first, at most eight. */
export type PinyinKeys = { full: string[]; initials: string[] }

const MOST_KEYS = 8
const LONGEST_NAME = 64

/**
 * Pinyin of the name of a person or an organisation, without tones and gaps: 张三 → zhangsan and zs.
 * Han characters are read by their context; at the head as a surname (曾 zeng, 单 shan, 万俟 moqi) and then by their other
 * readings, elsewhere also by the other common ones (乐 le, yue), until eight keys stand. ü is v: 吕丽 → lvli.
 * Latin words and numbers stay, folded and without accents, in both keys of a name with Han characters (360公司 → 360gs); a name
 * without any has the first letters of its words as initials (John Smith → johnsmith, js). · and other marks go.
 * Only the first 64 characters of a name count; one without letters or digits has no keys. What is typed goes through `pinyinQuery`.
 * Only in Node: the first call loads pinyin-pro (about 33 MB, 0.15 s).
 */
export function pinyinKeys(name: string): PinyinKeys {
  let keys = lately.get(name)
  if (!keys) {
    if (lately.size >= MOST_KEPT) lately.clear()
    lately.set(name, keys = keysOf(name))
  }
  return { full: [...keys.full], initials: [...keys.initials] }
}

// A name is read by several that make it findable, one soon after the other.
const lately = new Map<string, PinyinKeys>()
const MOST_KEPT = 2_000

function keysOf(name: string): PinyinKeys {
  const runs = [...normal(name.slice(0, 4 * LONGEST_NAME))].slice(0, LONGEST_NAME).join('').replace(/['’]/g, '').match(/\p{Script=Han}+|[[\p{L}\p{M}\p{N}]--\p{Script=Han}]+/gv) ?? []
  const short = runs.some(isHan) || runs.length < 2 ? (word: string) => word : firstOf
  const units = runs.flatMap((run, at) => (isHan(run) ? hanUnits(run, at === 0) : [wordUnit(run, short)]))
  if (units.length === 0) return { full: [], initials: [] }
  const chosen = combinations(units.map((unit) => unit.length))
  const joined = (choice: number[], part: keyof Reading) => units.map((unit, at) => unit[choice[at] as number]?.[part]).join('')
  const keys = (part: keyof Reading) => [...new Set(chosen.map((choice) => spelling(joined(choice, part))))]
  return { full: keys('full'), initials: keys('initial') }
}

/**
 * What someone typed, in the spelling of the keys: folded, without accents, tone marks, gaps and apostrophes (Xī'ān → xian); ü, and the
 * passport spellings lyu and (at the start) nyu, become v. Undefined when it holds a Han character or no letter.
 */
export function pinyinQuery(typed: string): string | undefined {
  const text = fold(typed)
  return isHan(text) || !/\p{L}/u.test(text) ? undefined : spelling(unaccented(text).replace(/[^\p{L}\p{M}\p{N}]/gu, ''))
}

type Reading = { full: string; initial: string }

const isHan = (text: string) => /\p{Script=Han}/u.test(text)
const firstOf = (word: string) => [...word][0] ?? ''

function wordUnit(run: string, short: (word: string) => string): Reading[] {
  const word = unaccented(caseless(run))
  return [{ full: word, initial: short(word) }]
}

function hanUnits(run: string, atHead: boolean): Reading[][] {
  // As 干 alone it would lose its reading qian.
  const characters = [...run].map((character) => (character === '乾' ? character : simplified(character)))
  const words = characters.join('')
  const byContext = readings(words, { characters })
  const asSurname = atHead ? readings(words, { characters, mode: 'surname', surname: 'head' }) : []
  return characters.map((character, at) => {
    const surname = at < 2 ? asSurname.slice(at, at + 1) : []
    const others = at === 0 && atHead ? readings(character, { multiple: true }) : []
    const all = [...surname, ...byContext.slice(at, at + 1), ...(heteronyms.get(character) ?? []), ...others]
    return [...new Set(all)].map((full) => ({ full, initial: firstOf(full) }))
  })
}

function readings(text: string, { characters, ...options }: { characters?: string[]; mode?: 'surname'; surname?: 'head'; multiple?: true }): string[] {
  const { pinyin } = loadPackage<typeof Library>('pinyin-pro')
  const found = pinyin(text, { toneType: 'none', v: true, type: 'array', ...options })
  return characters === undefined || found.length === characters.length ? found : characters.flatMap((character) => readings(character, {}))
}

/** Choices of one reading for each place: the first of all, then those with one other reading, then with two, up to eight. */
function combinations(sizes: number[]): number[][] {
  const queue = [{ choice: sizes.map(() => 0), from: 0 }]
  for (let next = 0; next < queue.length && queue.length < MOST_KEYS; next += 1) {
    const { choice, from } = queue[next] as (typeof queue)[number]
    for (let at = from; at < sizes.length; at += 1) {
      for (let reading = 1; reading < (sizes[at] as number); reading += 1) queue.push({ choice: choice.with(at, reading), from: at + 1 })
    }
  }
  return queue.slice(0, MOST_KEYS).map(({ choice }) => choice)
}

// No Han syllable ends in l, so lyu is always lü; jin + yu holds nyu, so that counts only at the start.
const spelling = (letters: string) => letters.replace(/lyu/g, 'lv').replace(/^nyu/, 'nv')

const unaccented = (text: string) => text.normalize('NFD').replace(/([ln])u\u0308/g, '$1v').replace(/[\u0300-\u036f]/g, '').normalize('NFC')
