import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cohenKappa } from './cohen-kappa.ts'
import { describeBeside, rowsOf } from './fixtures/beside.ts'
import { fleissKappa } from './fleiss-kappa.ts'
import { intraclassCorrelation } from './intraclass.ts'
import { krippendorffAlpha } from './krippendorff-alpha.ts'

interface Icc { type: string, icc: number, F: number, df1: number, df2: number, p: number, lower: number, upper: number }

describeBeside('agreement as R has it', ['02-survey/golden/inter-rater.json', '02-survey/bfi.csv'], (golden, bfi) => {
  const { shrout_fleiss_1979: published, kappa_bfi_N1_N2: kappas } = JSON.parse(golden) as { shrout_fleiss_1979: { data: number[][], icc: Icc[] }, kappa_bfi_N1_N2: { kappa: number, weighted_quadratic: number, n: number } }

  test('all six intraclass correlations of Shrout and Fleiss', () => {
    const { types } = intraclassCorrelation(published.data)
    for (const [i, wanted] of published.icc.entries()) {
      const found = types[i]!
      expect(found.type).toBe(wanted.type)
      for (const [a, b] of [[found.icc, wanted.icc], [found.f, wanted.F], [found.p, wanted.p], [found.lower, wanted.lower], [found.upper, wanted.upper]] as const) expect(a).toBeCloseTo(b, 9)
    }
  })

  test('kappa of two questions, gaps left out', () => {
    const column = (name: string): (number | null)[] => rowsOf(bfi).map((row) => (row[name] === '' || row[name] === 'NA' ? null : Number(row[name])))
    const plain = cohenKappa(column('N1'), column('N2'))
    expect(plain.kappa).toBeCloseTo(kappas.kappa, 12)
    expect(plain.n).toBe(kappas.n)
    expect(plain.problems).toEqual([{ code: 'missing-left-out' }])
    expect(cohenKappa(column('N1'), column('N2'), { weights: 'quadratic' }).kappa).toBeCloseTo(kappas.weighted_quadratic, 12)
  })
})

/** Two raters whose table is [[20, 5], [10, 15]]. */
const first = [...Array<string>(25).fill('yes'), ...Array<string>(25).fill('no')]
const second = [...Array<string>(20).fill('yes'), ...Array<string>(5).fill('no'), ...Array<string>(10).fill('yes'), ...Array<string>(15).fill('no')]

test('the classic table gives 0.4, with its standard error', () => {
  const { kappa, se, z, p, observed, expected } = cohenKappa(first, second)
  expect(kappa).toBeCloseTo(0.4, 12)
  expect([observed, expected]).toEqual([0.7, 0.5])
  // psych::cohen.kappa: 0.15 … 0.65; irr::kappa2: z = 2.89
  expect(kappa - 1.959964 * se).toBeCloseTo(0.15, 2)
  expect(z).toBeCloseTo(2.887, 3)
  expect(p).toBeCloseTo(0.00389, 4)
})

test('weights of whole numbers are repeated units, and order does not matter', () => {
  const once = cohenKappa(['a', 'a', 'b', 'c'], ['a', 'b', 'b', 'c'], { unitWeights: [3, 1, 2, 4] })
  const repeated = cohenKappa([...'aaaabbcccc'], [...'aaabbbcccc'])
  expect(once.kappa).toBeCloseTo(repeated.kappa, 12)
  expect(once.se).toBeCloseTo(repeated.se, 12)
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), { minLength: 5, maxLength: 40 }), fc.constantFrom('none' as const, 'linear' as const, 'quadratic' as const), (pairs, weights) => {
    const of = (list: [number, number][]) => cohenKappa(list.map(([a]) => a), list.map(([, b]) => b), { weights, levels: [1, 2, 3, 4] }).kappa
    const swapped = of(pairs.map(([a, b]) => [b, a]))
    const there = of(pairs)
    if (Number.isNaN(there)) expect(swapped).toBeNaN()
    else {
      expect(of(pairs.toReversed())).toBeCloseTo(there, 10)
      expect(swapped).toBeCloseTo(there, 10)
    }
  }))
})

test('raters who only ever say one thing have no kappa', () => {
  expect(cohenKappa(['a', 'a'], ['a', 'a'])).toMatchObject({ kappa: Number.NaN, problems: [{ code: 'constant' }] })
  expect(cohenKappa([null], ['a'])).toMatchObject({ kappa: Number.NaN, n: 0, problems: [{ code: 'empty' }, { code: 'missing-left-out' }] })
  expect(() => cohenKappa(['good'], ['bad'], { weights: 'linear' })).toThrow('order')
  expect(() => cohenKappa(['a'], ['b'], { levels: ['a'] })).toThrow('b is none')
})

test('Fleiss’ own example', () => {
  const counts = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]
  const { kappa, observed, expected, n, raters } = fleissKappa(counts.map((row) => row.flatMap((count, level) => Array<number>(count).fill(level))))
  expect(kappa).toBeCloseTo(0.2099, 4)
  expect([observed, expected].map((value) => value.toFixed(3))).toEqual(['0.378', '0.213'])
  expect([n, raters]).toEqual([10, 14])
})

test('for two raters with the same habits, Fleiss’ kappa is Scott’s pi; of two levels each has the kappa of the whole', () => {
  const { kappa, levels } = fleissKappa(first.map((rating, i) => [rating, second[i]!]))
  expect(kappa).toBeCloseTo((0.7 - (0.55 ** 2 + 0.45 ** 2)) / (1 - (0.55 ** 2 + 0.45 ** 2)), 12)
  for (const level of levels) expect(level.kappa).toBeCloseTo(kappa, 12)
})

test('rows with a gap are left out of Fleiss’ kappa and said', () => {
  expect(fleissKappa([['a', 'a'], ['b', null], ['b', 'b']])).toMatchObject({ n: 2, missing: 1, kappa: 1, problems: [{ code: 'missing-left-out' }] })
  expect(fleissKappa([['a', 'a'], ['a', 'a']])).toMatchObject({ kappa: Number.NaN, problems: [{ code: 'constant' }] })
  expect(fleissKappa([])).toMatchObject({ kappa: Number.NaN, n: 0, problems: [{ code: 'empty' }] })
})

test.each([['nominal', 0.743], ['ordinal', 0.815], ['interval', 0.849], ['ratio', 0.797]] as const)('Krippendorff’s published example, %s: %f', (level, alpha) => {
  const units = [[1, 1, null, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [null, 5, 5, 5], [null, null, 1, 1], [null, null, 3, null]]
  const found = krippendorffAlpha(units, level)
  expect(found.alpha).toBeCloseTo(alpha, 3)
  expect(found).toMatchObject({ n: 11, values: 40 })
})

test('alpha does not change with row order, rater order, or (interval, ratio) scale', () => {
  const units = fc.array(fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: 3, maxLength: 3 }), { minLength: 4, maxLength: 20 })
  fc.assert(fc.property(units, fc.constantFrom('nominal' as const, 'ordinal' as const, 'interval' as const, 'ratio' as const), (rows, level) => {
    const { alpha } = krippendorffAlpha(rows, level)
    const others = [rows.toReversed(), rows.map((row) => row.toReversed()), rows.map((row) => row.map((value) => value && value * 2.5))]
    for (const other of others) {
      const again = krippendorffAlpha(other, level).alpha
      if (Number.isNaN(alpha)) expect(again).toBeNaN()
      else expect(again).toBeCloseTo(alpha, 9)
    }
  }))
})

test('alpha is not made up', () => {
  expect(krippendorffAlpha([[1, 1], [1, 1]], 'nominal')).toMatchObject({ alpha: Number.NaN, problems: [{ code: 'constant' }] })
  expect(krippendorffAlpha([[1, null], [null, 2]], 'nominal')).toMatchObject({ alpha: Number.NaN, n: 0, problems: [{ code: 'empty' }, { code: 'missing-left-out' }] })
  expect(() => krippendorffAlpha([['a', 'b']], 'interval')).toThrow('numbers')
})

test('intraclass correlations of one subject, of no difference, and of perfect agreement', () => {
  expect(intraclassCorrelation([[1, 2]]).problems).toEqual([{ code: 'too-few' }])
  const flat = intraclassCorrelation([[3, 3], [3, 3]])
  expect(flat.problems).toEqual([{ code: 'constant' }])
  expect(flat.types.every(({ icc }) => Number.isNaN(icc))).toBe(true)
  for (const { icc } of intraclassCorrelation([[1, 1], [2, 2], [5, 5]]).types) expect(icc).toBe(1)
  expect(intraclassCorrelation([[1, 2], [4, null], [2, 3], [5, 5]])).toMatchObject({ n: 3, missing: 1 })
})

test('a unit that counts three times is three units, for several raters too', () => {
  const units = [['a', 'a', 'b'], ['b', 'b', 'b'], ['a', 'c', 'a'], ['c', 'c', 'c']]
  const unitWeights = [3, 1, 2, 1]
  const repeated = units.flatMap((unit, i) => Array.from({ length: unitWeights[i]! }, () => unit))
  const [once, again] = [fleissKappa(units, { unitWeights }), fleissKappa(repeated)]
  expect(once.kappa).toBeCloseTo(again.kappa, 12)
  expect(once.se).toBeCloseTo(again.se, 12)
  expect(krippendorffAlpha(units, 'nominal', { unitWeights }).alpha).toBeCloseTo(krippendorffAlpha(repeated, 'nominal').alpha, 12)
  expect(once.n).toBe(4)
})
