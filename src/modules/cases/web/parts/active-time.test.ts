import { describe, expect, test } from 'vitest'
import { countActive, IDLE_MS } from './active-time.ts'

const open = (isSeen = true) => {
  let at = 1_000_000
  const time = countActive(() => at, isSeen)
  return { time, pass: (seconds: number) => { at += seconds * 1_000 } }
}
describe('active time', () => {
  test('runs while the page is touched now and then', () => {
    const { time, pass } = open()
    for (let n = 0; n < 10; n += 1) { pass(30); time.touched() }
    expect(time.seconds()).toBe(300)
  })
  test('a lunch with the page open counts a minute', () => {
    const { time, pass } = open()
    pass(3_600)
    expect(time.seconds()).toBe(IDLE_MS / 1_000)
    time.touched()
    pass(20)
    expect(time.seconds()).toBe(80)
  })
  test('another window in front counts nothing', () => {
    const { time, pass } = open()
    pass(10)
    time.seen(false)
    pass(500)
    time.touched()
    time.seen(true)
    pass(5)
    expect(time.seconds()).toBe(15)
    expect(open(false).time.seconds()).toBe(0)
  })
})
