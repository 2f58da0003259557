import { PLAIN_SLIP, type SlipTemplate } from '../../shared/receipt/slip-template.ts'
import { sha256Text } from '../journal/sha256.ts'
import { cleanText } from './order-lines.ts'

const MOST_CHARACTERS = 200
const HASH_CHARACTERS = 8

/** A text that an entry holds; of one that is longer, its beginning and the hash of it all, so that no change is lost. */
const held = (text: string): string => {
  const clean = cleanText(text, text.length)
  if (clean.length <= MOST_CHARACTERS) return clean
  const mark = ` #${sha256Text(clean).slice(0, HASH_CHARACTERS)}`
  return cleanText(clean, MOST_CHARACTERS - mark.length) + mark
}

const logoText = ({ logo }: SlipTemplate): string =>
  logo === null ? '-' : `${logo.width}x${logo.height} #${sha256Text(logo.rows).slice(0, HASH_CHARACTERS)}`

const FACETS: Readonly<Record<string, (slip: SlipTemplate) => string>> = {
  language: ({ language = 'as the screens' }) => language,
  'kitchen language': ({ kitchenLanguage = 'as the other slips' }) => kitchenLanguage,
  logo: logoText,
  head: ({ head }) => head.join(' · '),
  foot: ({ foot }) => foot.join(' · '),
  phone: ({ phone = '-' }) => phone,
  'taxpayer id': ({ taxId = '-' }) => taxId,
  hidden: ({ hidden = [] }) => hidden.toSorted().join(' '),
  'invoice page': ({ invoicePage = '-' }) => invoicePage,
}

/** What a changed slip template is told as: one change for each thing that is another. */
export const slipChanges = (before: SlipTemplate = PLAIN_SLIP, after: SlipTemplate = PLAIN_SLIP) =>
  Object.entries(FACETS).map(([name, facet]) => ({
    setting: 'slip' as const,
    before: held(`${name}: ${facet(before)}`),
    after: held(`${name}: ${facet(after)}`),
  }))
