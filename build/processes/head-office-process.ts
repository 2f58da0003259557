import { execFile, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Child, projectRoot, startJsonChild } from './json-child.ts'

/** A head office that runs, with the sample store in it. */
export type HeadOfficeProcess = Child & {
  readonly url: string
  readonly databaseUrl: string
  /** A one-time code for one more till of the sample store, with the first till code that no till holds. */
  readonly issueCode: () => string
  /** A one-time code for the replacement of a till, named by its id or the beginning of it. */
  readonly issueReplacementCode: (till: string) => string
}

const SAMPLE_STORE = { code: 'BJ01', name: '存根样例餐厅' }

const lastPort = (folder: string): string => {
  try {
    return new URL(JSON.parse(readFileSync(path.join(folder, 'head-office.json'), 'utf8')).url).port
  } catch {
    return '0'
  }
}

const adminArguments = (folder: string, args: readonly string[]): string[] => [
  path.join(projectRoot, 'server/admin.ts'),
  ...args,
  '--data',
  folder,
  '--json',
]

/** Code 1 says that the store is there already, from an earlier start. */
const createStore = async (folder: string): Promise<void> => {
  const args = adminArguments(folder, ['create-store', '--code', SAMPLE_STORE.code, '--name', SAMPLE_STORE.name])
  try {
    await promisify(execFile)(process.execPath, args)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 1)) throw error
  }
}

/**
 * Starts head office with its own PostgreSQL on a folder, at the port it had before, for that is where its tills look
 * for it. Rejects with ChildEnded: code 3 where that port is taken, 4 where the database does not start.
 */
export const startHeadOffice = async (folder: string): Promise<HeadOfficeProcess> => {
  const { child, ready } = await startJsonChild('server/main.ts', ['--data', folder, '--port', lastPort(folder)])
  const admin = (...args: string[]) =>
    execFileSync(process.execPath, adminArguments(folder, args), {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const isRefusal = (error: unknown) => error instanceof Error && 'status' in error && error.status === 1
  const issueCode = (number = 1): string => {
    const tillCode = String(number).padStart(2, '0')
    try {
      return JSON.parse(admin('issue-code', '--store', SAMPLE_STORE.code, '--till-code', tillCode)).code
    } catch (error) {
      if (!isRefusal(error) || number === 99) throw error
      return issueCode(number + 1)
    }
  }
  await createStore(folder)
  const issueReplacementCode = (till: string): string => JSON.parse(admin('issue-code', '--replaces', till)).code
  const where = ready as { url: string; databaseUrl: string }
  return { ...child, ...where, issueCode: () => issueCode(), issueReplacementCode }
}
