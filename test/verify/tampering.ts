import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import canonicalize from 'canonicalize'
import { sha256 } from '../../electron/parts.ts'
import { type Manifest, manifestText } from '../../shared/journal/archive.ts'
import type { Entry } from '../../shared/journal/entry.ts'

/** An entry that a forger has in hand: anything may stand in it. */
export type Loose = ReturnType<typeof JSON.parse>

/** The entries of journal lines, to be changed at will. */
export const entriesOf = (lines: readonly string[]): Loose[] => lines.map((line) => JSON.parse(line.slice(65)))

/** The line of an entry, with the hash that fits. */
export const lineOf = (entry: Loose): string => {
  const text = canonicalize(entry) ?? ''
  return `${sha256(text)} ${text}`
}

/** Hashes and links all lines from `from` (an index) anew: a forger who leaves the chain whole. */
export const rechain = (lines: readonly string[], from: number): string[] => {
  const chained = lines.slice(0, from)
  for (const entry of entriesOf(lines.slice(from))) {
    const prev = chained.at(-1)?.slice(0, 64) ?? '0'.repeat(64)
    chained.push(lineOf({ ...entry, seq: chained.length + 1, prev }))
  }
  return chained
}

/** The index of the nth entry of a kind, from 0. */
export const indexOf = (lines: readonly string[], kind: Entry['kind'], nth = 0): number => {
  const found = entriesOf(lines).flatMap((entry, index) => (entry.kind === kind ? [index] : []))
  const index = found[nth]
  if (index === undefined) throw new Error(`no ${kind} ${nth}`)
  return index
}

/** Changes one entry. Without `rehash` its line keeps the old hash; with it only that line's hash is made to fit. */
export const edit = (lines: readonly string[], index: number, change: (entry: Loose) => void, rehash = false) =>
  lines.map((line, at) => {
    if (at !== index) return line
    const entry = JSON.parse(line.slice(65))
    change(entry)
    return rehash ? lineOf(entry) : `${line.slice(0, 64)} ${canonicalize(entry)}`
  })

/** Changes one entry and chains everything after it anew. */
export const forge = (lines: readonly string[], index: number, change: (entry: Loose) => void): string[] =>
  rechain(edit(lines, index, change, true), index)

/** Puts another value at a path such as `body.lines.0.list`. */
export const put = (entry: Loose, field: string, value: (old: Loose) => unknown): void => {
  const names = field.split('.')
  const last = names.pop() ?? ''
  const holder = names.reduce((inner, name) => inner[name], entry)
  holder[last] = value(holder[last])
}

const copyOf = (folder: string): string => {
  const copy = path.join(mkdtempSync(path.join(tmpdir(), 'counterfoil-tampered-')), 'archive')
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** A copy of an archive in which something was done to the folder. */
export const withFolder = (folder: string, change: (copy: string) => void): string => {
  const copy = copyOf(folder)
  change(copy)
  return copy
}

/** The name of the journal's file in an archive. */
export const journalIn = (folder: string): string => {
  const name = readdirSync(folder).find((one) => one.endsWith('.journal'))
  if (name === undefined) throw new Error('no journal')
  return path.join(folder, name)
}

/** An archive's table of contents. */
export const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, 'archive.json'), 'utf8'))

/** Writes archive.json anew, signed by whoever signs. */
export const signManifest = (folder: string, manifest: unknown, sign: (text: string) => string | null): void => {
  const text = canonicalize(manifest) ?? ''
  writeFileSync(path.join(folder, 'archive.json'), text)
  writeFileSync(path.join(folder, 'archive.sig'), sign(manifestText(text)) ?? '')
}

/** A copy that holds these epochs, the first of them number 1, its table of contents made to fit and signed. */
export const withEpochs = (
  folder: string,
  epochs: readonly (readonly string[])[],
  sign: (text: string) => string | null,
): string =>
  withFolder(folder, (copy) => {
    const manifest = readManifest(copy)
    const listed = epochs.map((lines, index) => {
      const file = `${manifest.till}-${index + 1}.journal`
      const content = lines.map((line) => `${line}\n`).join('')
      writeFileSync(path.join(copy, file), content)
      const last = lines.at(-1) ?? ''
      const head = { seq: Number(JSON.parse(last.slice(65)).seq), hash: last.slice(0, 64) }
      return { epoch: index + 1, file, entries: lines.length, head, sha256: sha256(content) }
    })
    signManifest(copy, { ...manifest, epochs: listed }, sign)
  })

/** A copy with other lines in its one epoch: what somebody who holds the till's key can do. */
export const withLines = (folder: string, lines: readonly string[], sign: (text: string) => string | null): string =>
  withEpochs(folder, [lines], sign)
