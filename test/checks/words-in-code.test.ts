import { expect, test } from 'vitest'
import { wordsIn } from './words-in-code.ts'

const keysIn = (text: string, path = 'one.ts') => wordsIn(path, text).map((found) => found.key)

test('codes of refusals are found, whichever way they are thrown', () => {
  expect(keysIn(`throw new AppError('conflict', 'case.taken'); throw refused('case.shut', [{ path: 'to', code: 'flow.closed' }]); throw conflict(late ? 'record.stale' : 'record.race', now)`)).toEqual(['case.taken', 'case.shut', 'flow.closed', 'record.stale', 'record.race'])
  expect(keysIn(`throw invalid('cursor', 'list.bad-cursor'); throw notFound('contact-point')`)).toEqual(['list.bad-cursor', 'contact-point.not-found'])
})
test('messages of schemas are keys where they have the form of one', () => {
  expect(keysIn(`z.string().refine(ok, { error: 'text.empty' }); context.addIssue({ code: 'custom', message: 'list.unknown-choice' }); throw new Error('no such thing. at all')`)).toEqual(['text.empty', 'list.unknown-choice'])
})
test('words on a screen are found, those that are made when it runs as a pattern', () => {
  expect(keysIn('const a = t(`case.status.${key}`); const b = <Card title="case.facts" said={good ? \'case.solved\' : \'case.closed\'}>{t("case.open")}</Card>', 'one.tsx')).toEqual(['case.status.*', 'case.facts', 'case.solved', 'case.closed', 'case.open'])
})
test('other texts with dots are none', () => {
  expect(keysIn(`import x from './a.ts'; const b = { code: '23505', title: 'favicon.svg', label: 'Two words. Here' }; say(locale, key)`)).toEqual([])
})
test('the place is told', () => expect(wordsIn('src/a.ts', `\n\nthrow notFound('case')`)).toEqual([{ key: 'case.not-found', where: 'src/a.ts:3' }]))
