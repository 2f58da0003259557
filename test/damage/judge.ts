/** What was seen of the app on an injured profile. */
export type Finding = {
  /** Test id of the screen, `stopped: REASON`, or `ended: CODE` where no window came up. */
  readonly screen: string
  /** What it told the person, in its own words. */
  readonly said: string
  /** Of the entries that were there before: how many the journal and the mirror hold now, and how many neither does. */
  readonly before: number
  readonly inJournal: number
  readonly inMirror: number
  readonly inNeither: number
  /** What became of one more sale: kept in both copies, in one, or not taken. */
  readonly sale: 'both copies' | 'one copy' | 'not taken'
  /** Receipts of earlier sales that were printed again without a mark. */
  readonly reprinted: number
}

/** Why a finding breaks the promise; empty where it does not. `copyLives`: journal or mirror was left whole. */
export const judge = (finding: Finding, copyLives: boolean): string[] => {
  const { screen, said, before, inJournal, inNeither, sale, reprinted } = finding
  return [
    ...(inNeither > 0 && copyLives ? [`${inNeither} of ${before} entries are in neither copy any more`] : []),
    ...(sale !== 'not taken' && inJournal < before ? [`it sells on without ${before - inJournal} entries`] : []),
    ...(sale === 'not taken' && said.trim() === '' ? [`${screen}: it does not sell, and does not say why`] : []),
    ...(/\n\s+at /.test(said) && !said.includes('Counterfoil cannot start')
      ? [`${screen}: a stack instead of a message`]
      : []),
    ...(screen === 'setup' ? ['it asks to be set up as a new till'] : []),
    ...(reprinted > 0 ? [`${reprinted} old receipts were printed again`] : []),
  ]
}
