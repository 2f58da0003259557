import type { RateBp } from './split-tax.ts'

/** How the restaurant is registered for VAT (一般纳税人, 小规模纳税人). */
export type TaxpayerType = 'general' | 'small_scale'

/** A rate with the business dates (YYYY-MM-DD, inclusive) between which it holds; null means open-ended. */
export type DatedRate = {
  readonly taxpayer: TaxpayerType
  readonly rateBp: RateBp
  readonly from: string
  readonly to: string | null
}

/**
 * VAT on catering services. General taxpayers 6 %; small-scale taxpayers 3 %, reduced to 1 % until 2027-12-31
 * (Ministry of Finance and State Taxation Administration announcement 19 of 2023). Law lives in this table, not in code.
 */
const CATERING_RATES: readonly DatedRate[] = [
  { taxpayer: 'general', rateBp: 600, from: '2016-05-01', to: null },
  { taxpayer: 'small_scale', rateBp: 300, from: '2016-05-01', to: '2022-12-31' },
  { taxpayer: 'small_scale', rateBp: 100, from: '2023-01-01', to: '2027-12-31' },
  { taxpayer: 'small_scale', rateBp: 300, from: '2028-01-01', to: null },
]

/** The rate in force on a business date. Throws where the table has none: a table with a hole is a bug. */
export const rateOn = (taxpayer: TaxpayerType, businessDate: string, rates = CATERING_RATES): RateBp => {
  const found = rates.find(
    (rate) => rate.taxpayer === taxpayer && rate.from <= businessDate && (rate.to === null || businessDate <= rate.to),
  )
  if (!found) throw new RangeError(`no ${taxpayer} tax rate on ${businessDate}`)
  return found.rateBp
}
