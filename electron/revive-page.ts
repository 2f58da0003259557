const MAX_REVIVALS = 3
const WITHIN_MS = 600_000

/** Why a page is gone, as Electron names it. */
type Gone = { readonly reason: string }

/** The part of a window that reviving needs. */
type Revivable = {
  readonly isDestroyed: () => boolean
  readonly webContents: { on(event: 'render-process-gone', listener: (event: unknown, gone: Gone) => void): unknown }
}

/**
 * Loads a page again that has crashed, as all it knows is in the journal. One that crashes a fourth time within ten minutes
 * is left alone: whatever it meets, it meets again.
 */
export const revivePage = (
  window: Revivable,
  { load, now, onTrouble }: { load: () => void; now: () => number; onTrouble: (reason: string) => void },
): void => {
  let revivals: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    onTrouble(reason)
    revivals = revivals.filter((at) => now() - at < WITHIN_MS)
    if (window.isDestroyed() || reason === 'clean-exit' || revivals.length === MAX_REVIVALS) return
    revivals.push(now())
    load()
  })
}
