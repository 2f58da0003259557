/** A text in Chinese and in English; {slots} are filled with values. */
export type Text = readonly [zh: string, en: string]
