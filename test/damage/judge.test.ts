import { expect, test } from 'vitest'
import { type Finding, judge } from './judge.ts'

const good: Finding = {
  ...{ screen: 'sign-in', said: '谁在收银', before: 9, inJournal: 9, inMirror: 9, inNeither: 0 },
  ...{ sale: 'both copies', reprinted: 0 },
}

test.each<[string, Partial<Finding>]>([
  ['everything there, selling on', {}],
  ['the second copy damaged and said to be behind', { inMirror: 4, sale: 'one copy' }],
  ['stopped with a reason, the other copy whole', { screen: 'stopped: fork', inJournal: 0, sale: 'not taken' }],
])('%s keeps the promise', (_name, finding) => {
  expect(judge({ ...good, ...finding }, true)).toEqual([])
})

test.each<[string, Partial<Finding>]>([
  ['an entry that is in neither copy', { inNeither: 1, inJournal: 8, sale: 'not taken' }],
  ['selling on without an entry', { inJournal: 8 }],
  ['not selling without a word', { sale: 'not taken', said: ' ' }],
  [
    'a stack where a person looks for a word',
    { screen: 'ended: 1', said: 'Error: ENOSPC\n    at x', sale: 'not taken' },
  ],
  ['a till that thinks it is new', { screen: 'setup', sale: 'not taken' }],
  ['a receipt that is printed again', { reprinted: 1 }],
])('%s breaks it', (_name, finding) => {
  expect(judge({ ...good, ...finding }, true)).toHaveLength(1)
})

test('with both copies taken away only selling on, silence or forgetting is wrong', () => {
  const gone = { ...good, screen: 'stopped: missing', inJournal: 0, inMirror: 0, inNeither: 9 }
  expect(judge({ ...gone, sale: 'not taken' }, false)).toEqual([])
  expect(judge(gone, false)).toHaveLength(1)
})
