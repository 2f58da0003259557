/** How a backup's name ends. */
export const BACKUP_SUFFIX = '.counterfoil-backup'

/** The name of a backup: whose, when (ISO 8601 in UTC), up to which number. */
export const backupName = (till: string, madeAt: string, seq: number): string =>
  `counterfoil-${till.slice(0, 8)}-${madeAt.replace(/[-:]/g, '').replace('T', '-').slice(0, 15)}-${seq}${BACKUP_SUFFIX}`

/** When a backup was made, as its name says; '' where it was renamed. */
export const stampIn = (name: string): string => /-(\d{8}-\d{6})-\d+\.counterfoil-backup$/.exec(name)?.[1] ?? ''
