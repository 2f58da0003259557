import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spellings } from './spellings.ts'

test('every combination of readings is spelled, the likeliest first', () => {
  expect(spellings([['chong', 'zhong'], ['qing'], ['xiao'], ['mian']])).toEqual({
    initials: ['cqxm', 'zqxm'],
    full: ['chong qing xiao mian', 'zhong qing xiao mian'],
  })
})

test('readings that begin alike have one initial, and ü is typed as v', () => {
  expect(spellings([['lü', 'lu'], ['dou']])).toEqual({ initials: ['ld'], full: ['lv dou', 'lu dou'] })
})

test('what is not Chinese stands for itself, and a character without a reading for nothing', () => {
  expect(spellings([['yan'], ['jing'], ['U'], ['8'], []])).toEqual({ initials: ['yju8'], full: ['yan jing u 8'] })
})

test('a name of nothing is spelled as nothing', () => {
  expect(spellings([])).toEqual({ initials: [''], full: [''] })
})

test('however many readings there are, the spellings are few, distinct, and begin with the first reading of each', () => {
  const syllable = fc.constantFrom('bao', 'chong', 'ding', 'gong', 'ji', 'lv', 'qing', 'zhong')
  const readings = fc.array(fc.array(syllable, { minLength: 1, maxLength: 5 }), { maxLength: 30 })
  fc.assert(
    fc.property(readings, (characters) => {
      const { initials, full } = spellings(characters)
      expect(initials[0]).toBe(characters.map((choices) => choices[0]?.charAt(0)).join(''))
      expect(full[0]).toBe(characters.map((choices) => choices[0]).join(' '))
      expect(new Set(initials).size).toBe(initials.length)
      for (const list of [initials, full]) expect(list.length).toBeLessThanOrEqual(64)
    }),
  )
})
