const ANSWER_MS = 3_000

/** The part of a window that closing needs. */
type Closable = {
  readonly close: () => void
  readonly on: (event: 'close', listener: (event: { preventDefault(): void }) => void) => unknown
  readonly webContents: {
    on(event: 'render-process-gone', listener: () => void): unknown
    on(event: 'did-finish-load', listener: () => void): unknown
  }
}

/** What main may do about closing. */
export type CloseVeto = {
  /** Closes the window for good, without asking the page. */
  readonly close: () => void
  /** Lets the next closing through: the whole app ends, by a signal or with the session, and there is nobody to ask. */
  readonly allow: () => void
  /** To be called whenever the page has called main: it is alive, and has the say over closing. */
  readonly heardFrom: () => void
}

/**
 * Lets the page be heard before a person's closing takes effect: it is asked, and has three seconds to make any call at
 * all. A page that is dead has no say, and one that stays silent no longer has.
 */
export const vetoClosing = (window: Closable, ask: () => void): CloseVeto => {
  let mayClose = false
  let isDead = false
  let unanswered: ReturnType<typeof setTimeout> | undefined
  const heardFrom = () => clearTimeout(unanswered)
  const allow = () => {
    mayClose = true
    heardFrom()
  }
  const close = () => {
    allow()
    window.close()
  }
  window.webContents.on('render-process-gone', () => {
    isDead = true
  })
  window.webContents.on('did-finish-load', () => {
    isDead = false
  })
  window.on('close', (event) => {
    if (mayClose || isDead) return
    event.preventDefault()
    ask()
    heardFrom()
    unanswered = setTimeout(close, ANSWER_MS)
  })
  return { close, allow, heardFrom }
}
