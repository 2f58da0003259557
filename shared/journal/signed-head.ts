import type { Head } from './seal.ts'

const VERSION = 1

/** What a till's key signs to stand for an entry and all entries before it: six lines, the last without a line feed. */
export const headText = ({ till, epoch, seq, hash }: Head): string =>
  ['counterfoil-head', VERSION, till, epoch, seq, hash].join('\n')
