/** A moment as an entry records it: UTC milliseconds and the till's offset from UTC in minutes. */
export type LocalInstant = { readonly utc: number; readonly offset: number }

const two = (value: number): string => String(value).padStart(2, '0')

/** Year, month, day of a count of days since 1970-01-01 in the Gregorian calendar (Howard Hinnant, "civil_from_days"). */
const civilFromDays = (days: number): [year: number, month: number, day: number] => {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day]
}

/** 'YYYY-MM-DD HH:MM:SS' on the till's own clock, whatever the time zone of the machine that prints it. */
export const localTime = ({ utc, offset }: LocalInstant): string => {
  const seconds = Math.floor(utc / 1000) + offset * 60
  const days = Math.floor(seconds / 86_400)
  const rest = seconds - days * 86_400
  const [year, month, day] = civilFromDays(days)
  const time = [Math.floor(rest / 3_600), Math.floor(rest / 60) % 60, rest % 60].map(two).join(':')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${time}`
}
