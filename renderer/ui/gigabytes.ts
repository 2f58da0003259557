/** Disk space in units of 10^9 bytes, with one decimal and without the unit; never an amount of money. */
export const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1)
