import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** One job that a virtual printer received. */
export type ReceivedJob = {
  readonly number: number
  readonly receivedAt: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The newest jobs in a virtual printer's folder, newest first; empty where the folder is not there. */
export const readPaper = (folder: string, limit: number): ReceivedJob[] => {
  const names = readNames(folder)
    .filter((name) => /^\d{6,}\.bin$/.test(name))
    .toSorted()
    .slice(-limit)
    .toReversed()
  return names.map((name) => {
    const file = path.join(folder, name)
    const bytes = new Uint8Array(readFileSync(file))
    return { number: Number.parseInt(name, 10), receivedAt: Math.round(statSync(file).mtimeMs), bytes }
  })
}

const readNames = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
