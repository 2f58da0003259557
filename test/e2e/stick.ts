import { spawnSync } from 'node:child_process'
import { mkdirSync, renameSync, rmdirSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** A stick of a few MB at a folder. Where images cannot be mounted, a folder that is moved away stands in for it. */
export type Stick = {
  readonly folder: string
  readonly kind: 'mounted image' | 'folder'
  readonly pull: () => void
  readonly plugIn: () => void
}

const run = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0
const must = (command: string, ...args: readonly string[]) => {
  if (!run(command, ...args)) throw new Error(`${command} ${args.join(' ')} failed`)
}

/** Makes a stick of its own file system under a folder, plugged in. Pull it before the folder is deleted. */
export const makeStick = (base: string, bytes: number): Stick => {
  const folder = path.join(base, 'stick')
  const image = path.join(base, 'stick.image')
  mkdirSync(folder)
  writeFileSync(image, '')
  truncateSync(image, bytes)
  if (run('mkfs.ext4', '-q', '-m', '0', image) && run('mount', '-o', 'loop', image, folder)) {
    return {
      ...{ folder, kind: 'mounted image' },
      pull: () => must('umount', '-l', folder),
      plugIn: () => must('mount', '-o', 'loop', image, folder),
    }
  }
  const pocket = path.join(base, 'pocket')
  return {
    ...{ folder, kind: 'folder' },
    pull: () => {
      renameSync(folder, pocket)
      mkdirSync(folder)
    },
    plugIn: () => {
      rmdirSync(folder)
      renameSync(pocket, folder)
    },
  }
}
