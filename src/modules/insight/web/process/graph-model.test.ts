import { expect, test } from 'vitest'
import { describeBeside } from '../../../../pure/process/fixtures/beside.ts'
import { fromCsv, prepareLog, variants } from '../../../../pure/process/index.ts'
import { activitiesBy, drawingOf, edgeKey, END, graphOf, START } from './graph-model.ts'

const log = ['a1 open answer close', 'a2 open answer close', 'a3 open answer answer close', 'a4 open ask answer close']
  .flatMap((line) => { const [caseId, ...steps] = line.split(' '); return steps.map((activity, at) => ({ caseId: caseId!, activity, at: at * 60_000 })) })
const ranked = activitiesBy(prepareLog(log))

test('the rarest ways are left out first, but nothing hangs loose and what is asked for is there', () => {
  expect(ranked).toEqual(['answer', 'open', 'close', 'ask'])
  const few = graphOf(log, ranked, { activities: 4, share: 0 })
  expect(few.edges.map(({ from, to }) => edgeKey(from, to))).toEqual(expect.arrayContaining([edgeKey(START, 'open'), edgeKey('open', 'answer'), edgeKey('answer', 'close'), edgeKey('open', 'ask'), edgeKey('ask', 'answer'), edgeKey('close', END)]))
  expect(few.edges.some(({ from, to }) => from === to)).toBe(false)
  expect(graphOf(log, ranked, { activities: 4, share: 0, always: new Set([edgeKey('answer', 'answer')]) }).edges).toContainEqual(expect.objectContaining({ from: 'answer', to: 'answer', count: 1 }))
  // What is left out of the activities is passed over: its case goes straight on.
  expect(graphOf(log, ranked, { activities: 3, share: 1 }).edges.find(({ from, to }) => from === 'open' && to === 'answer')!.count).toBe(4)
})

describeBeside('the help desk with 14 activities and 226 variants', ['helpdesk_finale.csv.gz'], (text) => {
  test('is drawn so that it can be read', () => {
    const { events } = fromCsv(text!)
    const prepared = prepareLog(events)
    expect([prepared.cases.length, events.length, prepared.activities.length, variants(prepared).length]).toEqual([4_580, 21_348, 14, 226])
    const graph = graphOf(events, activitiesBy(prepared), { activities: 14, share: null })
    expect(graph.nodes).toHaveLength(16)
    expect(graph.edges.length).toBeLessThan(40)
    const drawing = drawingOf(graph, () => 40)
    expect(drawing.width).toBeLessThan(1_000)
    const main = drawing.lines.filter(({ from, to }) => ['Assign seriousness>Take in charge ticket', 'Take in charge ticket>Resolve ticket', 'Resolve ticket>Closed'].includes(`${from}>${to}`))
    expect(main.map(({ back }) => back)).toEqual([false, false, false])
  })
})
