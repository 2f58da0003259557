/** The row that an arrow leads to from the row at `at`, -1 being above the first; null: another key, or no further. */
export const rowAfter = (key: string, at: number, count: number): number | null => {
  const next = key === 'ArrowDown' ? at + 1 : key === 'ArrowUp' ? at - 1 : -1
  return next >= 0 && next < count ? next : null
}

/** Goes through the rows of sales with the arrows, from the one in focus or the one chosen; a row that is reached is chosen. */
export const walkRows = (list: HTMLElement, key: string): boolean => {
  const rows = [...list.querySelectorAll<HTMLButtonElement>('.sale-row-button')]
  const isHere = (row: HTMLButtonElement) => row === document.activeElement
  const here = rows.find(isHere) ?? rows.find((row) => row.ariaPressed === 'true')
  const next = rowAfter(key, here ? rows.indexOf(here) : -1, rows.length)
  const row = next === null ? undefined : rows[next]
  row?.focus()
  row?.click()
  return row !== undefined
}
