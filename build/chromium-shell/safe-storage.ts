import { refuseOthers } from './refuse-others.ts'

const unavailable = (name: string) => (): never => {
  throw new Error(`Error while ${name} with safeStorage: encryption is not available.`)
}

/** Electron's `safeStorage` on a machine without a keyring: nothing can be encrypted, and it says so. */
export const safeStorage = refuseOthers('electron.safeStorage', {
  isEncryptionAvailable: () => false,
  getSelectedStorageBackend: () => 'basic_text',
  encryptString: unavailable('encrypting') as (text: string) => Buffer,
  decryptString: unavailable('decrypting') as (encrypted: Buffer) => string,
})
