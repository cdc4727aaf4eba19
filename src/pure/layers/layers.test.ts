import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Box, layOut, type Line } from './index.ts'
import { inOrder } from './place.ts'

const graph = fc.integer({ min: 1, max: 14 }).chain((n) => fc.record({
  boxes: fc.constant(Array.from({ length: n }, (_, i): Box => ({ id: `b${i}`, width: 60 + 7 * i, height: 40 }))),
  lines: fc.uniqueArray(fc.record({ from: fc.integer({ min: 0, max: n - 1 }), to: fc.integer({ min: 0, max: n - 1 }), weight: fc.integer({ min: 1, max: 1_000 }) }), { maxLength: 40, selector: ({ from, to }) => `${from}>${to}` })
    .map((lines) => lines.map(({ from, to, weight }): Line => ({ from: `b${from}`, to: `b${to}`, weight, label: { width: 40, height: 16 } }))),
}))

const overlap = (a: { x: number, y: number, width: number, height: number }, b: typeof a): boolean => Math.abs(a.x - b.x) < (a.width + b.width) / 2 - 1e-6 && Math.abs(a.y - b.y) < (a.height + b.height) / 2 - 1e-6

test('whatever is drawn: no box and no words lie on others, lines go from box to box, all lies within', () => {
  fc.assert(fc.property(graph, ({ boxes, lines }) => {
    const drawn = layOut(boxes, lines)
    const words = drawn.lines.map(({ label }) => ({ ...label, width: 40, height: 16 }))
    const all = [...drawn.boxes, ...words]
    for (const [i, one] of all.entries()) {
      for (const other of all.slice(i + 1)) expect(overlap(one, other)).toBe(false)
      expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0)
      expect(one.x + one.width / 2).toBeLessThanOrEqual(drawn.width)
      expect(one.y + one.height / 2).toBeLessThanOrEqual(drawn.height)
    }
    const at = new Map(drawn.boxes.map((one) => [one.id, one]))
    for (const { from, to, points, back } of drawn.lines) {
      const [first, last] = [points[0]!, points.at(-1)!]
      if (from === to) continue
      expect(Math.abs(first.x - at.get(from)!.x)).toBeLessThanOrEqual(at.get(from)!.width / 2)
      expect(Math.abs(last.x - at.get(to)!.x)).toBeLessThanOrEqual(at.get(to)!.width / 2)
      expect(Math.sign(last.y - first.y)).toBe(back ? -1 : 1)
    }
    expect(layOut(boxes, lines)).toEqual(drawn)
  }), { numRuns: 150 })
})

test('the way that most cases take points downward and is not bent', () => {
  const box = (id: string): Box => ({ id, width: 100, height: 40 })
  const drawn = layOut(['open', 'assign', 'solve', 'close'].map(box), [
    { from: 'open', to: 'assign', weight: 900 }, { from: 'assign', to: 'solve', weight: 850 }, { from: 'solve', to: 'close', weight: 800 },
    { from: 'solve', to: 'assign', weight: 60 }, { from: 'open', to: 'close', weight: 10 },
  ])
  const [open, assign, solve, close] = drawn.boxes
  expect([open!.y, assign!.y, solve!.y, close!.y]).toEqual([open!.y, assign!.y, solve!.y, close!.y].toSorted((a, b) => a - b))
  expect(drawn.lines.map(({ back }) => back)).toEqual([false, false, false, true, false])
  // Boxes and what passes beside them share a layer; the main way keeps its course within the width of a box.
  expect(Math.max(...drawn.boxes.map(({ x }) => x)) - Math.min(...drawn.boxes.map(({ x }) => x))).toBeLessThan(100)
})

test('places keep order and distance, and are the nearest that do', () => {
  expect(inOrder([{ x: 0, weight: 1 }, { x: 0, weight: 1 }], [10])).toEqual([-5, 5])
  expect(inOrder([{ x: 0, weight: 3 }, { x: 0, weight: 1 }], [8])).toEqual([-2, 6])
  expect(inOrder([{ x: 0, weight: 1 }, { x: 50, weight: 1 }], [10])).toEqual([0, 50])
})

test('what is wrong is said', () => {
  expect(() => layOut([{ id: 'a', width: 1, height: 1 }, { id: 'a', width: 1, height: 1 }], [])).toThrow(RangeError)
  expect(() => layOut([], [{ from: 'a', to: 'b' }])).toThrow('a is no box')
  expect(layOut([], [])).toMatchObject({ boxes: [], lines: [] })
})

test('the README prints what it says', () => {
  const [, code] = /^```ts\n(.*?)^```/ms.exec(readFileSync(new URL('README.md', import.meta.url), 'utf8'))!
  const printed = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', code!], { cwd: new URL('.', import.meta.url), encoding: 'utf8' })
  expect(printed.trimEnd().split('\n')).toEqual([...code!.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line))
})
