import type { OneOfPrinters, PrinterStatus } from '../../../shared/bridge/print-methods.ts'
import type { Text } from '../../i18n/use-text.ts'
import type { Standing } from '../../till/standing.ts'
import type { Proof } from '../../ui/status-item.tsx'

/** Words for the status strip, and how sure they are. */
export type Statement = { readonly proof: Proof; readonly words: string }

/** A number as people say it; beyond a till's first epoch with the epoch before it. */
const placeText = (epoch: number, seq: number): string => (epoch === 1 ? String(seq) : `${epoch}·${seq}`)

/** What may be said about the second copy: proven only when it reaches the newest entry. */
export const mirrorStatement = ({ epoch, seq, mirror, mirrorRepaired, hole }: Standing, text: Text): Statement => {
  if (hole !== null) return { proof: 'act', words: text('stripHole', { seq: hole }) }
  if (mirror.failing !== null) return { proof: 'act', words: text('stripMirrorFailed') }
  if (seq === 0) return { proof: 'waiting', words: text('stripMirrorEmpty') }
  if (mirrorRepaired && mirror.durable >= seq) return { proof: 'proven', words: text('stripMirrorRepaired') }
  return mirror.durable >= seq
    ? { proof: 'proven', words: text('stripMirrorProven', { seq: placeText(epoch, mirror.durable) }) }
    : { proof: 'waiting', words: text('stripMirrorWaiting', { count: seq - mirror.durable }) }
}

/** What may be said about the copy on a stick or a share; null where none was chosen. Nothing waits for it. */
export const outsideStatement = ({ seq, outside }: Pick<Standing, 'seq' | 'outside'>, text: Text): Statement | null => {
  switch (outside?.state) {
    case undefined:
    case 'none':
      return null
    case 'starting':
      return { proof: 'waiting', words: text('stripOutsideStarting') }
    case 'good': {
      const held = outside.held ?? 0
      return held >= seq && seq > 0
        ? { proof: 'proven', words: text('stripOutsideProven', { seq: held }) }
        : { proof: 'waiting', words: text('stripOutsideWaiting', { count: Math.max(0, seq - held) }) }
    }
    case 'away':
      return { proof: 'act', words: text('stripOutsideAway') }
    case 'disk_full':
      return { proof: 'act', words: text('stripOutsideFull') }
    case 'other_medium':
    case 'fork':
    case 'ahead':
    case 'write_failed':
      return { proof: 'act', words: text('stripOutsideFailed') }
  }
}

const OLD_MS = 3 * 24 * 60 * 60_000

/** What has to be said about backups: nothing while they are made, or were never asked for. */
export const backupStatement = ({ backup }: Pick<Standing, 'backup'>, now: number, text: Text): Statement | null => {
  if (backup === null || backup.folder === null) return null
  if (backup.last !== null && !backup.last.made.ok && backup.last.made.reason !== 'busy') {
    return { proof: 'act', words: text('stripBackupFailed') }
  }
  if (backup.running) return null
  if (backup.verified === null) return { proof: 'act', words: text('stripBackupNone') }
  return now - backup.verified.at > OLD_MS ? { proof: 'act', words: text('stripBackupOld') } : null
}

/** It prints all the same: a roll is changed before it ends, not after. */
const paperLow = (text: Text): Statement => ({ proof: 'act', words: text('stripPrinterLow') })

/** What may be said about the printer: proven only when it has just answered and nothing waits. */
export const printerStatement = (
  { printer }: { readonly printer: PrinterStatus | null },
  name: string,
  text: Text,
): Statement => {
  if (printer === null) return { proof: 'waiting', words: text('stripPrinterUnknown') }
  if (printer.inDoubt > 0) return { proof: 'act', words: text('stripPrinterDoubt', { count: printer.inDoubt }) }
  if (printer.failed) return { proof: 'act', words: text('stripPrinterFault', { count: printer.failed }) }
  switch (printer.state) {
    case 'paper_end':
      return { proof: 'act', words: text('stripPrinterPaper') }
    case 'cover_open':
      return { proof: 'act', words: text('stripPrinterCover') }
    case 'offline':
      return { proof: 'act', words: text('stripPrinterOffline') }
    case 'unreachable':
      return { proof: 'act', words: text('stripPrinterUnreachable') }
    case 'unknown':
      return printer.paperLow ? paperLow(text) : { proof: 'waiting', words: text('stripPrinterUnknown') }
    case 'ready':
      if (printer.paperLow) return paperLow(text)
      if (printer.waiting > 0) {
        return { proof: 'waiting', words: text('stripPrinterWaiting', { count: printer.waiting }) }
      }
      return {
        proof: 'proven',
        words: printer.virtual ? text('stripPrinterVirtual') : text('stripPrinterReady', { name }),
      }
  }
}

/**
 * What has to be said about a printer beside the one for receipts; null while it needs nobody. One that is silent is only
 * spoken of where it is not known to be a silent one (`mute`): it may have hung, with tickets in it.
 */
export const otherPrinterStatement = (
  printer: OneOfPrinters,
  { name, mute }: { readonly name: string; readonly mute: boolean },
  text: Text,
): Statement | null => {
  const { words, proof } = printerStatement({ printer }, name, text)
  const isWanted = printer.waiting > 0 || printer.inDoubt > 0 || (printer.failed ?? 0) > 0 || printer.paperLow
  const isSaid = (proof === 'act' && isWanted) || (printer.state === 'unknown' && !mute)
  return isSaid ? { proof, words: text('stripPrinterNamed', { name, words }) } : null
}

/** What has to be said about the drawer where the printer tells: that it still stands open when the next order has begun. */
export const drawerStatement = (
  { printer }: Pick<Standing, 'printer'>,
  isOrdering: boolean,
  text: Text,
): Statement | null => (printer?.drawerOpen && isOrdering ? { proof: 'act', words: text('stripDrawerOpen') } : null)

/** What may be said about head office: proven only when the newest entry is signed for. */
export const officeStatement = ({ epoch, seq, office }: Standing, text: Text): Statement => {
  if (office === null || office.state === 'standalone') {
    return { proof: 'waiting', words: text('stripOfficeStandalone') }
  }
  if (office.replacedBy !== undefined) return { proof: 'act', words: text('stripOfficeReplaced') }
  const proven = office.proven?.seq ?? 0
  const count = Math.max(0, seq - proven)
  switch (office.state) {
    case 'idle':
      return {
        proof: count === 0 ? 'proven' : 'waiting',
        words: text('stripOfficeProven', { seq: placeText(epoch, proven), count }),
      }
    case 'unreachable':
      return { proof: 'waiting', words: text('stripOfficeUnreachable', { count }) }
    case 'fork':
    case 'frozen':
      return { proof: 'act', words: text('stripOfficeForked') }
    case 'refused':
    case 'key_missing':
      return { proof: 'act', words: text('stripOfficeStopped') }
  }
}
