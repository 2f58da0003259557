/**
 * Takes from the browser what a till's window must not do by itself: its keys (reload, close, print, find, ...),
 * its context menu, and unloading without asking. The page still receives every key. Runs in the preload's world.
 * Self-contained: its source text runs in the page.
 */
export function windowGuard(): void {
  const functionKeys = ['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12']
  const withControl = 'abcdefghijklmnopqrstuvwxyz0123456789+-=_'
  // Select all, copy, paste, cut, undo, redo are the page's own.
  const editing = 'acvxyz'
  const editingWithShift = 'vz'
  const history = ['ArrowLeft', 'ArrowRight', 'Home']

  const isBrowserKey = (event: KeyboardEvent): boolean => {
    if (functionKeys.includes(event.key)) return true
    // Both together are AltGr, which writes characters.
    if (event.altKey) return !event.ctrlKey && history.includes(event.key)
    if (!event.ctrlKey && !event.metaKey) return event.key.startsWith('Browser')
    const key = event.key.toLowerCase()
    return withControl.includes(key) && !(event.shiftKey ? editingWithShift : editing).includes(key)
  }
  const keep = (event: Event): void => event.preventDefault()
  window.addEventListener('keydown', (event) => isBrowserKey(event) && keep(event), { capture: true })
  window.addEventListener('contextmenu', keep, { capture: true })

  // A navigation asks the main process on its own way; only closing the window has to be asked for here. Chromium
  // announces a page's navigation just before it asks whether the page may be left.
  let leaving = false
  const navigation = (globalThis as { navigation?: EventTarget }).navigation
  navigation?.addEventListener('navigate', (event) => {
    const { hashChange, destination } = event as Event & { hashChange: boolean; destination: { sameDocument: boolean } }
    leaving = !hashChange && !destination.sameDocument
    setTimeout(() => {
      leaving = false
    })
  })
  window.addEventListener('beforeunload', (event) => {
    if (!leaving) keep(event)
    leaving = false
  })
}
