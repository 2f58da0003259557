import path from 'node:path'
import * as v from 'valibot'
import { hashSchema } from '../../shared/journal/entry.ts'
import { readIfThere, writeDurably } from '../durable-file.ts'
import type { Keychain } from '../identity.ts'
import { derivationSchema } from './backup-key.ts'

const keptSchema = v.strictObject({
  name: v.string(),
  /** ISO 8601 in UTC. */
  madeAt: v.string(),
  bytes: v.number(),
  head: v.strictObject({ epoch: v.number(), seq: v.number(), hash: hashSchema }),
  entries: v.number(),
})
export type KeptBackup = v.InferOutput<typeof keptSchema>

const fileSchema = v.strictObject({
  format: v.literal(1),
  /** Where backups go. */
  folder: v.string(),
  derivation: derivationSchema,
  keyStorage: v.picklist(['os', 'file']),
  /** The key that the passphrase gives, in base64, encrypted where the operating system keeps it. */
  key: v.pipe(v.string(), v.base64()),
  /** What was made and verified in that folder and was not let go since, in the order in which it was made. */
  kept: v.array(keptSchema),
})
type Config = v.InferOutput<typeof fileSchema>

/** How this till makes backups, with the key in the clear. */
export type BackupPlan = Omit<Config, 'format' | 'key'> & { readonly key: Buffer }

const parse = (text: string | null): Config | null => {
  if (text === null) return null
  try {
    const parsed = v.safeParse(fileSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

const unlock = ({ key, keyStorage }: Config, keychain: Keychain | null): Buffer | null => {
  const bytes = Buffer.from(key, 'base64')
  if (keyStorage === 'file') return bytes
  try {
    return keychain === null ? null : Buffer.from(keychain.decrypt(bytes), 'base64')
  } catch {
    return null
  }
}

/**
 * backup.json in the data folder, mode 0600. The key lies in it encrypted by the operating system's keychain; where there is
 * none, in the clear: whoever may read the file may read the journal beside it, too. null: never set up, or the key is gone.
 */
export const backupFile = (dataFolder: string, keychain: Keychain | null) => {
  const file = path.join(dataFolder, 'backup.json')
  return {
    read: (): BackupPlan | null => {
      const config = parse(readIfThere(file))
      const key = config === null ? null : unlock(config, keychain)
      if (config === null || key === null) return null
      const { folder, derivation, keyStorage, kept } = config
      return { folder, derivation, keyStorage, kept, key }
    },
    /** Durable on return; throws on I/O errors. */
    write: ({ folder, derivation, key, kept }: Omit<BackupPlan, 'keyStorage'>): BackupPlan => {
      const secret = key.toString('base64')
      const keyStorage = keychain === null ? 'file' : 'os'
      const sealed = keychain === null ? secret : Buffer.from(keychain.encrypt(secret)).toString('base64')
      writeDurably(file, JSON.stringify({ format: 1, folder, derivation, keyStorage, key: sealed, kept }))
      return { folder, derivation, keyStorage, kept, key }
    },
  }
}
