import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PATIENCE_MS } from '../patience.ts'

const SIZE = '400M'
/** Seconds between the file system's own commits: so long that within a cut only what was flushed on purpose is on the disk. */
const COMMIT_SECONDS = 300

const run = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** A disk of its own: an ext4 file system on a loop device, mounted at a folder. */
export type Disk = {
  readonly folder: string
  /**
   * Goes on with the bytes that the block device has received up to now, as after a power cut: what only lay in the page
   * cache is gone. Nothing may be writing: stop the writers first, and end them before this is called.
   */
  readonly restore: (image: string) => Promise<void>
  /**
   * Copies the block device's bytes of one instant beside it, without asking the file system to write anything out: the kernel
   * may write on its own meanwhile, though all writers are stopped, and a copy of two instants is what no power cut leaves.
   */
  readonly copy: () => string
  readonly remove: () => Promise<void>
}

const mount = (image: string, folder: string): void => {
  run('mount', ['-o', `loop,commit=${COMMIT_SECONDS}`, image, folder])
}

/** Whether two files hold the same bytes. */
const isSame = (one: string, other: string): boolean => {
  const { status, stderr } = spawnSync('cmp', ['-s', one, other], { encoding: 'utf8' })
  if (status !== 0 && status !== 1) throw new Error(`cmp: ${stderr}`)
  return status === 0
}

/** Unmounts; a process that was killed a moment ago may hold a file for a moment longer. */
const unmount = async (folder: string): Promise<void> => {
  for (let waited = 0; ; waited += 100) {
    try {
      run('umount', [folder])
      return
    } catch (error) {
      if (waited >= PATIENCE_MS) throw error
      await wait(100)
    }
  }
}

/** Why no disk can be made here, or null: it takes Linux, root, loop devices and the tools for ext4. */
export const whyNoDisk = (): string | null => {
  if (process.platform !== 'linux') return 'loop-mounted disks are made on Linux only'
  if (process.getuid?.() !== 0) return 'mounting a disk takes root'
  if (!existsSync('/dev/loop-control')) return 'there are no loop devices (/dev/loop-control)'
  try {
    for (const tool of ['mkfs.ext4', 'mount', 'umount', 'cp', 'cmp']) run('which', [tool])
    return null
  } catch {
    return 'mkfs.ext4, mount, umount, cp and cmp are needed'
  }
}

/** Makes an empty disk whose images lie in `images`, mounted at `folder`. Each copy is a new file: loop devices cache by file. */
export const makeDisk = (name: string, images: string, folder: string, size = SIZE): Disk => {
  mkdirSync(images, { recursive: true })
  mkdirSync(folder, { recursive: true })
  let number = 0
  const next = () => {
    number += 1
    return path.join(images, `${name}-${number}.img`)
  }
  let image = next()
  run('truncate', ['-s', size, image])
  run('mkfs.ext4', ['-q', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image])
  mount(image, folder)
  run('chmod', ['755', folder])
  run('sync', ['-f', folder])
  return {
    folder,
    copy: () => {
      const copied = next()
      const until = Date.now() + PATIENCE_MS
      do {
        if (Date.now() > until) throw new Error(`the kernel goes on writing to ${image}`)
        run('cp', ['--sparse=always', image, copied])
      } while (!isSame(image, copied))
      return copied
    },
    restore: async (copied) => {
      await unmount(folder)
      rmSync(image)
      image = copied
      mount(image, folder)
    },
    remove: async () => {
      await unmount(folder)
      rmSync(image, { force: true })
    },
  }
}
