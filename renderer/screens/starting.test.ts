import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Starting } from './starting.tsx'

const shown = (restored: { seq: number; last: number } | null) =>
  renderToStaticMarkup(createElement(Starting, { restored }))

test('a start says that the journal is opened, and how far one that is made again has come', () => {
  expect(shown(null)).toContain('正在打开账本')
  expect(shown({ seq: 500, last: 12_345 })).toContain('500 / 12345')
})
