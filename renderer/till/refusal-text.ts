import type { Text } from '../i18n/use-text.ts'
import type { CommitRefusal } from '../journal/journal.ts'

/** What to tell a person when the journal did not take something; in each case nothing was stored. */
export const refusalText = (reason: CommitRefusal | 'not_signed_in', text: Text): string => {
  switch (reason) {
    case 'not_signed_in':
      return text('notTaken_not_signed_in')
    case 'no_open_shift':
      return text('notTaken_no_open_shift')
    case 'shift_already_open':
      return text('notTaken_shift_already_open')
    case 'closed_otherwise':
      return text('notTaken_closed_otherwise')
    case 'disk_full':
      return text('notTaken_disk_full')
    case 'newer_version':
      return text('notTaken_newer_version')
    case 'database_gone':
      return text('notTaken_database_gone')
    case 'invalid_entry':
    case 'entry_too_large':
      return text('notTaken_invalid_entry')
    case 'write_failed':
      return text('notTaken_write_failed')
  }
}
