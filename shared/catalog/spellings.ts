/** At most this many spellings of one name: a long name of many-voiced characters has thousands, few of them spoken. */
const LIMIT = 64

const combine = (readings: readonly (readonly string[])[], parting: string): string[] =>
  readings
    .filter((choices) => choices.length > 0)
    .reduce<string[]>(
      (begun, choices) =>
        [...new Set(choices)]
          .flatMap((choice) => begun.map((start) => (start === '' ? choice : start + parting + choice)))
          .slice(0, LIMIT),
      [''],
    )

// Keyboards have no ü: input methods take v.
const typeable = (syllable: string) => syllable.toLowerCase().replaceAll('ü', 'v')

/**
 * Every way to type a name in pinyin, by initials (`cqxm`) and in full, its syllables parted by spaces (`chong qing xiao
 * mian`), from the readings of each of its characters, likeliest first. At most 64 of each; the likeliest readings together are always the first.
 */
export const spellings = (readings: readonly (readonly string[])[]): { initials: string[]; full: string[] } => {
  const typed = readings.map((choices) => choices.map(typeable))
  return {
    initials: combine(
      typed.map((choices) => choices.map((syllable) => syllable.charAt(0))),
      '',
    ),
    full: combine(typed, ' '),
  }
}
