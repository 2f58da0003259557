export type Language = 'zh' | 'en'

/** A message in Chinese and English; `{name}` marks a slot. */
export type Message = readonly [zh: string, en: string]

/** The slots of a text: 'a' | 'b' for '{a} of {b}'. */
export type SlotsOf<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | SlotsOf<Rest>
  : never

/** Fills the slots of a message in one language; a slot without a value stays visible, so that nobody misses it. */
export const fill = (
  message: Message,
  language: Language,
  values: { readonly [slot: string]: string | number },
): string =>
  message[language === 'zh' ? 0 : 1].replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot))
