import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { readIfThere } from './durable-file.ts'

/** `error`: somebody has to look. `warn`: went wrong without harm. */
export type LogLevel = 'info' | 'warn' | 'error'

/** The app's own record of what happened: JSON lines, never a PIN, a key or a guest's name. */
export type Log = {
  /** Writes one line. Never throws: a full disk must not stop a sale. */
  readonly write: (level: LogLevel, event: string, detail?: string) => void
  /** The newest lines, newest last. */
  readonly read: (limit: number) => string[]
}

type LogParts = { readonly folder: string; readonly now: () => number; readonly maxBytes?: number }

/** Opens the log in a folder; when it has grown to `maxBytes`, it becomes app.log.1 and the one before is let go. */
export const openLog = ({ folder, now, maxBytes = 1_000_000 }: LogParts): Log => {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'app.log')
  const older = `${file}.1`
  let missed = 0

  const write: Log['write'] = (level, event, detail) => {
    const line = JSON.stringify({
      at: new Date(now()).toISOString(),
      level,
      event,
      ...(detail === undefined ? {} : { detail }),
      ...(missed === 0 ? {} : { missed }),
    })
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= maxBytes) renameSync(file, older)
      appendFileSync(file, `${line}\n`, { mode: 0o600 })
      missed = 0
    } catch {
      missed += 1
    }
  }

  const read = (limit: number): string[] =>
    limit === 0 ? [] : `${readIfThere(older) ?? ''}${readIfThere(file) ?? ''}`.split('\n').filter(Boolean).slice(-limit)

  return { write, read }
}
