/** The languages that the screens speak. */
export type Language = 'zh' | 'en'

/** A message in Chinese and English; `{name}` marks a slot, `{name|line|lines}` a number with the noun that it counts. */
export type Message = readonly [zh: string, en: string]

type SlotName<Slot extends string> = Slot extends `${infer Name}|${string}` ? Name : Slot

/** The slots of a text: 'a' | 'b' for '{a} of {b|line|lines}'. */
export type SlotsOf<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? SlotName<Slot> | SlotsOf<Rest>
  : never

const ENGLISH = new Intl.PluralRules('en')

/** Chinese has one form for any number, so only English texts have slots with two. */
const counted = (value: string | number, one: string, other: string): string =>
  `${value} ${ENGLISH.select(Number(value)) === 'one' ? one : other}`

/** Fills the slots of a message in one language; a slot without a value stays visible, so that nobody misses it. */
export const fill = (
  message: Message,
  language: Language,
  values: { readonly [slot: string]: string | number },
): string =>
  message[language === 'zh' ? 0 : 1].replace(
    /\{(\w+)(?:\|([^|}]+)\|([^|}]+))?\}/g,
    (slot, name: string, one: string | undefined, other: string | undefined) => {
      const value = values[name]
      if (value === undefined) return slot
      return one === undefined || other === undefined ? String(value) : counted(value, one, other)
    },
  )
