import { create } from 'zustand'
import { fill, type Language, type SlotsOf } from './message.ts'
import { MESSAGES, type MessageKey } from './messages.ts'

/** The language of the screen; it changes at run time without a reload. */
export const useLanguage = create<{ readonly language: Language }>(() => ({ language: 'zh' }))

type Slots<K extends MessageKey> = SlotsOf<(typeof MESSAGES)[K][0 | 1]>

type Values<K extends MessageKey> = [Slots<K>] extends [never]
  ? []
  : [values: { readonly [Slot in Slots<K>]: string | number }]

/** Writes a message in a language; a message with slots demands their values. */
export type Text = <K extends MessageKey>(key: K, ...values: Values<K>) => string

/** The messages in a language, outside of components. */
export const textIn =
  (language: Language): Text =>
  (key, ...values) =>
    fill(MESSAGES[key], language, values[0] ?? {})

const TEXT: Record<Language, Text> = { zh: textIn('zh'), en: textIn('en') }

/** The messages in the language of the screen. */
export const useText = (): Text => TEXT[useLanguage((state) => state.language)]
