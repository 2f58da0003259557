import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { vetoClosing } from './close-veto.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A window that closes unless a listener prevents it, as a real one does. */
const makeWindow = () => {
  const window = Object.assign(new EventEmitter(), {
    webContents: new EventEmitter(),
    isOpen: true,
    close: () => {
      let isPrevented = false
      const preventDefault = () => {
        isPrevented = true
      }
      window.emit('close', { preventDefault })
      window.isOpen = isPrevented
    },
  })
  const ask = vi.fn()
  return { window, ask, veto: vetoClosing(window, ask) }
}

test('a page that answers keeps the window, however long a person thinks about it', () => {
  const { window, ask, veto } = makeWindow()
  window.close()
  expect(ask).toHaveBeenCalledOnce()
  veto.heardFrom()
  vi.advanceTimersByTime(600_000)
  expect(window.isOpen).toBe(true)
  veto.close()
  expect(window.isOpen).toBe(false)
})

test('a page from which nothing is heard loses its say after three seconds', () => {
  const { window } = makeWindow()
  window.close()
  vi.advanceTimersByTime(2_999)
  expect(window.isOpen).toBe(true)
  vi.advanceTimersByTime(1)
  expect(window.isOpen).toBe(false)
})

test('each attempt asks again, and an old answer does not count for a new question', () => {
  const { window, ask, veto } = makeWindow()
  window.close()
  veto.heardFrom()
  window.close()
  expect(ask).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(3_000)
  expect(window.isOpen).toBe(false)
})

test('a dead page is not asked, and one that was loaded again is', () => {
  const { window, ask } = makeWindow()
  window.webContents.emit('render-process-gone')
  window.webContents.emit('did-finish-load')
  window.close()
  expect(window.isOpen).toBe(true)
  window.webContents.emit('render-process-gone')
  window.close()
  expect(window.isOpen).toBe(false)
  expect(ask).toHaveBeenCalledOnce()
})

test('nobody is asked where the whole app ends', () => {
  const { window, ask, veto } = makeWindow()
  veto.allow()
  window.close()
  expect(window.isOpen).toBe(false)
  expect(ask).not.toHaveBeenCalled()
})
