import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { freshFolder, type House, makeHouse } from '../demo/house.ts'
import { type Disk, makeDisk } from './disk.ts'
import { freeze } from './freeze.ts'

/** A house whose till and head office each have a disk of their own. The printer and its paper have none: paper does not forget. */
export type CutHouse = {
  readonly house: House
  /** Cuts the power of the whole house at this instant; afterwards nothing runs, and the disks hold what had reached them. */
  readonly cutPower: () => Promise<void>
  /** The last number that head office's signature proved to the till, as the till's disk tells; 0 without any. */
  readonly provenSeq: () => number
  readonly remove: () => Promise<void>
}

/** Makes the house and its disks; nothing runs yet. Takes root (see whyNoDisk). */
export const makeCutHouse = (): CutHouse => {
  const folder = freshFolder()
  const images = path.join(folder, 'images')
  const house = makeHouse(folder)
  const headOfficeFolder = path.join(folder, 'head-office')
  for (const one of [images, house.tillFolder, headOfficeFolder]) {
    mkdirSync(one)
    chmodSync(one, 0o755)
  }
  const disks: Disk[] = []
  disks.push(makeDisk('till', images, house.tillFolder))
  disks.push(makeDisk('head-office', images, headOfficeFolder))

  const cutPower = async () => {
    await freeze([house.till().process.pid ?? 0, house.headOffice().process.pid ?? 0])
    const copies = disks.map((disk) => disk.copy())
    await house.killEverything()
    for (const [index, disk] of disks.entries()) await disk.restore(copies[index] ?? '')
  }

  const provenSeq = () => {
    try {
      return Number(JSON.parse(readFileSync(path.join(house.tillFolder, 'data', 'transport', 'ack.json'), 'utf8')).seq)
    } catch {
      // No acknowledgement has come yet.
      return 0
    }
  }

  const remove = async () => {
    await house.killEverything()
    for (const disk of disks) await disk.remove()
    rmSync(folder, { recursive: true, force: true })
  }
  return { house, cutPower, provenSeq, remove }
}
