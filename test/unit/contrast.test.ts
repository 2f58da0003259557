import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../build/processes/json-child.ts'

const css = (file: string): string => readFileSync(path.join(projectRoot, 'renderer', file), 'utf8')
const tokens = css('ui/tokens.css')

type Scheme = 'light' | 'dark'

/** The colour of a token in a scheme, as `#rrggbb`. */
const colour = (name: string, scheme: Scheme): string => {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(tokens)?.[1] ?? ''
  const both = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value)
  const found = both === null ? value : both[scheme === 'light' ? 1 : 2]
  if (found === undefined || !/^#[0-9a-f]{6}$/.test(found)) throw new Error(`--${name} is no plain colour: ${value}`)
  return found
}

/** Relative luminance, WCAG 2.2. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string, scheme: Scheme): number => {
  const [darker = 0, lighter = 0] = [luminance(colour(one, scheme)), luminance(colour(other, scheme))].sort(
    (a, b) => a - b,
  )
  return (lighter + 0.05) / (darker + 0.05)
}

const GROUNDS = ['ground', 'surface', 'surface-sunk', 'raised']
const READ_ON: readonly (readonly [string, readonly string[]])[] = [
  ['ink', [...GROUNDS, 'surface-pressed', 'jade-wash', 'amber-wash', 'cinnabar-wash']],
  ['ink-soft', [...GROUNDS, 'jade-wash']],
  ['jade-text', [...GROUNDS, 'jade-wash']],
  ['cinnabar-text', [...GROUNDS, 'jade-wash']],
  ['amber-text', GROUNDS],
  ['on-jade', ['jade']],
  ['on-cinnabar', ['cinnabar']],
]
const SEEN_ON: readonly (readonly [string, readonly string[]])[] = [
  ['field-edge', ['ground', 'surface', 'raised']],
  ['focus', GROUNDS],
  ['jade-text', ['surface', 'jade-wash']],
]

const pairs = (table: typeof READ_ON) =>
  table.flatMap(([text, grounds]) =>
    grounds.flatMap((ground) => [['light', text, ground] as const, ['dark', text, ground] as const]),
  )

test.each(pairs(READ_ON))('%s: %s on %s can be read (4.5:1)', (scheme, text, ground) => {
  expect(contrast(text, ground, scheme)).toBeGreaterThanOrEqual(4.5)
})

test.each(pairs(SEEN_ON))('%s: %s on %s can be seen (3:1)', (scheme, shape, ground) => {
  expect(contrast(shape, ground, scheme)).toBeGreaterThanOrEqual(3)
})

const pixels = (sheet: string, rule: RegExp): number[] =>
  [...css(sheet).matchAll(rule)].map((match) => Number(match[1]))

test('anything that can be pressed is at least 44 px', () => {
  expect(Number(/--target: (\d+)px/.exec(tokens)?.[1])).toBeGreaterThanOrEqual(44)
  expect(css('ui/button.css')).toMatch(/\.button \{[^}]*min-height: var\(--target\);[^}]*min-width: var\(--target\);/s)
})

test('tiles are at least 132x88 in every window', () => {
  const heights = pixels('screens/sale/menu.css', /grid-auto-rows: (\d+)px/g)
  const widths = pixels('screens/sale/menu.css', /minmax\((\d+)px, 1fr\)/g)
  expect([heights.length, widths.length]).toEqual([2, 3])
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(88)
  expect(Math.min(...widths)).toBeGreaterThanOrEqual(132)
})

test('the keypad of Pay has keys of at least 72 px', () => {
  expect(Math.min(...pixels('screens/pay/pay.css', /grid-auto-rows: minmax\((\d+)px/g))).toBeGreaterThanOrEqual(72)
})
