import * as v from 'valibot'

/**
 * What main does only with a manager's PIN that was typed for it. `settings`: whatever is set on the Settings screen, until it is
 * left; the others once.
 */
export const permitActionSchema = v.picklist(['settings', 'enrol', 'backup', 'outside_copy'])
export type PermitAction = v.InferOutput<typeof permitActionSchema>

/** What main gave for that PIN; null: nobody allowed it, which main answers with `not_allowed`. */
export const permitSchema = v.nullable(v.pipe(v.string(), v.maxLength(100)))
