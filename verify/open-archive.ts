import { readdirSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { MANIFEST_FILE, type Manifest, manifestSchema, SIGNATURE_FILE } from '../shared/journal/archive.ts'
import { readSmallFile } from './archive-file.ts'
import type { Notebook } from './findings.ts'
import { isCanonical } from './is-canonical.ts'

/** An archive whose table of contents could be read; nothing in it is believed yet. */
export type OpenedArchive = {
  readonly folder: string
  readonly manifest: Manifest
  /** The exact text of archive.json, which the signature covers. */
  readonly text: string
  /** base64; null where there is no signature. */
  readonly signature: string | null
}

/** Behind the name of a folder that an export did not get to the end of. */
const UNFINISHED = '.unfinished'

const readText = (file: string): string | null => {
  const read = readSmallFile(file)
  return read.ok ? read.bytes.toString('utf8') : null
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Opens the archive in a folder; refuses what is no archive, or one of a version that is not known here. */
export const openArchive = (
  folder: string,
  notebook: Notebook,
):
  | { ok: true; value: OpenedArchive }
  | { ok: false; reason: 'no_archive' | 'not_an_archive' | 'unfinished'; detail: string } => {
  if (path.resolve(folder).endsWith(UNFINISHED)) return { ok: false, reason: 'unfinished', detail: folder }
  const file = path.join(folder, MANIFEST_FILE)
  const text = readText(file)
  if (text === null) return { ok: false, reason: 'no_archive', detail: file }
  const parsed = v.safeParse(manifestSchema, parse(text))
  if (!parsed.success) {
    return { ok: false, reason: 'not_an_archive', detail: v.summarize(parsed.issues).replaceAll(/\s+/g, ' ') }
  }
  if (!isCanonical(text)) notebook.find('manifest_not_canonical', null)
  const { epochs, aside = [] } = parsed.output
  const listed = new Set([...epochs, ...aside].map(({ file }) => file))
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.journal') && !listed.has(name)) notebook.find('file_unlisted', null, { file: name })
  }
  const signature = readText(path.join(folder, SIGNATURE_FILE))?.trim() ?? null
  return { ok: true, value: { folder, manifest: parsed.output, text, signature } }
}
