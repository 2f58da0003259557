/**
 * Takes from the browser what a till's window must not do by itself: its keys (reload, close, print, find, ...),
 * its context menu, unloading without asking, and going to an empty page, which `onRefused` hears of. The page still
 * receives every key. Runs in the preload's world. Self-contained: its source text runs in the page.
 */
export function windowGuard(onRefused: (url: string) => void): void {
  const alone = ['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12']
  // History, the address, the browser's menu.
  const withAlt = ['ArrowLeft', 'ArrowRight', 'Home', 'd', 'e', 'f']
  // Every letter, digit and zoom key, but for select all, copy, paste, cut, undo and redo: those are the page's own.
  const withControl = [...'bdefghijklmnopqrstuw0123456789+-=_', 'F4', 'Tab', 'PageUp', 'PageDown']
  // Another browser's window, its developer tools, clearing all that is stored.
  const withControlAndShift = [...'abcdefghijklmnopqrstuwxy0123456789+-=_', 'F4', 'Tab', 'Delete']

  const isBrowserKey = ({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean => {
    const name = key.length === 1 ? key.toLowerCase() : key
    if (alone.includes(name) || name.startsWith('Browser')) return true
    // Both together are AltGr, which writes characters.
    if (altKey) return !ctrlKey && withAlt.includes(name)
    if (ctrlKey || metaKey) return (shiftKey ? withControlAndShift : withControl).includes(name)
    return shiftKey && name === 'Escape'
  }
  const keep = (event: Event): void => event.preventDefault()
  window.addEventListener('keydown', (event) => isBrowserKey(event) && keep(event), { capture: true })
  window.addEventListener('contextmenu', keep, { capture: true })

  // A navigation asks the main process by its request; only closing the window has to be asked for here. Chromium
  // announces a page's navigation just before it asks whether the page may be left.
  let leaving = false
  type Navigation = Event & { hashChange: boolean; destination: { sameDocument: boolean; url: string } }
  const { navigation } = globalThis as { navigation?: EventTarget }
  navigation?.addEventListener('navigate', (event) => {
    const { hashChange, destination } = event as Navigation
    if (destination.sameDocument || hashChange) return
    // No request leads to an empty page, so it has to be refused here.
    if (!destination.url.startsWith('http')) {
      keep(event)
      onRefused(destination.url)
      return
    }
    leaving = true
    setTimeout(() => {
      leaving = false
    })
  })
  window.addEventListener('beforeunload', (event) => {
    if (!leaving) keep(event)
    leaving = false
  })
}
