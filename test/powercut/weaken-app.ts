import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../../build/processes/json-child.ts'

const replaceIn = (file: string, from: RegExp, to: string): void => {
  const text = readFileSync(file, 'utf8')
  const weakened = text.replaceAll(from, to)
  if (weakened === text)
    throw new Error(`${from} is not in ${path.basename(file)}: the control would be as strong as the app`)
  writeFileSync(file, weakened)
}

/** The script among several, such as that of a worker, that holds the text. */
const scriptWith = (folder: string, text: RegExp): string => {
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'))
  const found = scripts.find((name) => readFileSync(path.join(folder, name), 'utf8').search(text) >= 0)
  if (found === undefined) throw new Error(`${text} is in no script: the control would be as strong as the app`)
  return path.join(folder, found)
}

/**
 * Makes a copy of the built app that does not keep its promise: the journal commits relaxed, as browsers do by default,
 * and no file of the main process is flushed. A power cut must cost it sales; if it does not, the cuts prove nothing.
 */
export const weakenApp = (folder: string): string => {
  mkdirSync(folder, { recursive: true })
  cpSync(path.join(projectRoot, 'package.json'), path.join(folder, 'package.json'))
  cpSync(path.join(projectRoot, 'dist'), path.join(folder, 'dist'), { recursive: true })
  const assets = path.join(folder, 'dist', 'renderer', 'assets')
  const strict = /(chromeTransactionDurability:)[`'"]strict[`'"]/g
  replaceIn(scriptWith(assets, strict), strict, "$1'relaxed'")
  const main = path.join(folder, 'dist', 'main', 'main.cjs')
  replaceIn(main, /flush: \w+\.fdatasyncSync/g, 'flush: () => {}')
  replaceIn(main, /flush: true/g, 'flush: false')
  replaceIn(main, /\(0, \w+\.fsyncSync\)\(handle\)/g, 'void 0')
  return folder
}
