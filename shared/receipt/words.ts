import type { LocalName } from '../catalog/catalog.ts'
import { LABELS, type ReceiptLabels } from './labels.ts'
import type { Second } from './receipt.ts'

type OneLanguage = keyof typeof LABELS

/** What documents can be printed in: Chinese, English, or both, Chinese first. */
export const RECEIPT_LANGUAGES = ['zh', 'en', 'both'] as const
export type ReceiptLanguage = (typeof RECEIPT_LANGUAGES)[number]

/** Words on paper: a text or a cell that grows is made of them. */
export type Words = { readonly text: string; readonly second?: Second }

/** Says a label, or what is made of labels and names, in the language of a document, or in both. */
export type Say = (what: keyof ReceiptLabels | ((labels: ReceiptLabels, language: OneLanguage) => string)) => Words

const inTwo = (text: string, below: string): Words =>
  below === '' || below === text ? { text } : { text, second: { together: `${text} ${below}`, below } }

/** How a document in a language says its words; one that is the same in both languages is said once. */
export const sayIn =
  (language: ReceiptLanguage): Say =>
  (what) => {
    const saying = (one: OneLanguage) => (typeof what === 'string' ? LABELS[one][what] : what(LABELS[one], one))
    return language === 'both' ? inTwo(saying('zh'), saying('en')) : { text: saying(language) }
  }

/** A name of the menu: Chinese where it has no other. */
export const nameIn = (name: LocalName, language: OneLanguage): string => name[language] || name.zh

/** Words with what they name after them: a number, a time. It stands beside the first language. */
export const withValue = ({ text, second }: Words, value: string, separator = ' '): Words => ({
  text: `${text}${separator}${value}`,
  ...(second && { second: { together: `${second.together ?? text}${separator}${value}`, below: second.below } }),
})

/** Words with what somebody wrote after them, which may be long: both languages stand before it. */
export const withFreeText = ({ text, second }: Words, free: string, separator = ' '): Words => ({
  text: `${second?.together ?? text}${separator}${free}`,
})

/** Words a little to the right. */
export const indentedBy = (indent: string, { text, second }: Words): Words => ({
  text: indent + text,
  ...(second && { second: { together: indent + (second.together ?? text), below: indent + second.below } }),
})
