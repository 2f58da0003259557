import { closeSync, fsyncSync, mkdirSync, openSync, unlinkSync, writeSync } from 'node:fs'
import path from 'node:path'

/** What keeps the app from starting, for a person to read. */
export type StartProblem = { readonly title: string; readonly text: string; readonly exitCode: number }

/** Makes the data folder and proves that a file in it can be written and flushed; null where all is well. */
export const checkDataFolder = (folder: string): StartProblem | null => {
  const probe = path.join(folder, '.write-check')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const handle = openSync(probe, 'w', 0o600)
    try {
      writeSync(handle, 'counterfoil')
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    unlinkSync(probe)
    return null
  } catch (error) {
    return dataFolderProblem(folder, error)
  }
}

const TITLE = '存根无法启动 · Counterfoil cannot start'

/** What to tell where the app itself failed to start. */
export const startProblem = (error: unknown): StartProblem => ({
  title: TITLE,
  text: [
    '程序启动时出错，因此没有打开收银。已有的销售记录没有被改动。请重新启动；如果再次出现，请把下面的内容告诉技术支持：',
    '',
    'The app failed while it started, so the till was not opened. Sales that were kept are untouched.',
    'Start it again; if this comes back, tell support what stands below:',
    '',
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  ].join('\n'),
  exitCode: 1,
})

/** What to tell where the till's files cannot be opened or written. */
const dataFolderProblem = (folder: string, error: unknown): StartProblem => ({
  title: TITLE,
  text: [
    '无法写入数据文件夹，因此没有打开收银。已有的销售记录没有被改动。',
    '请检查磁盘是否已满、文件夹权限是否正确，然后重新启动：',
    '',
    'The data folder cannot be written, so the till was not opened. Sales that were kept are untouched.',
    'Check that the disk is not full and that this user may write to the folder, then start again:',
    '',
    folder,
    String(error),
  ].join('\n'),
  exitCode: 5,
})

/** What to tell where opening the till's parts failed: of the folder where a file is what failed, else of the app. */
export const openProblem = (folder: string, error: unknown): StartProblem => {
  const isOfFile = error instanceof Error && 'path' in error && typeof error.path === 'string'
  const isOfDisk = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EIO')
  return isOfFile || isOfDisk ? dataFolderProblem(folder, error) : startProblem(error)
}

/** What to tell where the app was started for the sample restaurant on a real restaurant's data. */
export const notASampleProblem = (folder: string): StartProblem => ({
  title: TITLE,
  text: [
    '启动参数里有 --sample，但这个数据文件夹属于一家真实的餐厅，因此没有打开收银。什么都没有改动，销售和员工密码都还在。',
    '请不带 --sample 启动；要试用样例餐厅，请用 --user-data-dir 指定另一个文件夹：',
    '',
    'The app was started with --sample, and this data folder is that of a real restaurant, so the till was not opened.',
    'Nothing was changed: sales and PINs are untouched. Start without --sample, or give the sample another folder',
    'with --user-data-dir:',
    '',
    folder,
  ].join('\n'),
  exitCode: 6,
})
