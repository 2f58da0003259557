import * as v from 'valibot'
import { permitActionSchema } from './permit.ts'
import { count, done, method, nothing, refused, text } from './schema-parts.ts'

/** A manager may approve what a cashier may not do alone. */
const roleSchema = v.picklist(['cashier', 'manager'])
export type Role = v.InferOutput<typeof roleSchema>

/** A member of staff as the screen knows one; PINs and their verifiers never leave main. */
export const staffSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  role: roleSchema,
})
export type Staff = v.InferOutput<typeof staffSchema>

/** A way back in that was taken or made anew, which the journal has to tell of: whose, and which. */
export const recoverySchema = v.strictObject({
  staff: staffSchema,
  change: v.picklist(['pin_recovered', 'staff_file_recovered', 'sample_staff_made_again', 'recovery_code_renewed']),
})
export type Recovery = v.InferOutput<typeof recoverySchema>

/** What is known where the list of staff was lost: only a manager with the recovery code comes back in. */
const lostStaffSchema = v.strictObject({
  why: v.picklist(['missing', 'unreadable']),
  /** The name under which an unreadable file is kept in the data folder. */
  keptAs: v.nullable(v.string()),
  /** Those whom the recovery code lets in; empty where the copy is lost too. */
  managers: v.array(staffSchema),
})
export type LostStaff = v.InferOutput<typeof lostStaffSchema>

/** Who works here, and whether somebody is who they say. */
export const staffMethods = {
  /** Makes the sample restaurant's or the first staff; the PIN of the first manager is set here. */
  'staff.setUp': method(
    v.strictObject({
      managerName: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
      pin: v.pipe(v.string(), v.regex(/^\d{4,8}$/)),
    }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), staff: v.array(staffSchema), recoveryCode: v.string() }),
      refused(['already_set_up', 'staff_lost', 'write_failed']),
    ]),
  ),
  /** The staff; on the sample restaurant with the PINs to show, since nothing there is secret. */
  'staff.list': method(
    nothing,
    v.strictObject({
      staff: v.array(staffSchema),
      samplePins: v.nullable(v.record(v.string(), v.string())),
      lost: v.nullable(lostStaffSchema),
      untold: v.array(recoverySchema),
    }),
  ),
  /** The first so many recoveries of `untold` are in the journal now. */
  'staff.told': method(v.strictObject({ count }), v.variant('ok', [done, refused(['write_failed'])])),
  'staff.add': method(
    v.strictObject({
      managerId: text,
      managerPin: text,
      staff: staffSchema,
      pin: v.pipe(v.string(), v.regex(/^\d{4,8}$/)),
    }),
    v.variant('ok', [done, refused(['wrong_pin', 'locked', 'already_there', 'write_failed'])]),
  ),
  /** Checks a PIN: after five wrong ones that person is locked out for a while, across restarts. */
  'staff.verify': method(
    v.strictObject({ id: text, pin: text }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), staff: staffSchema }),
      v.strictObject({
        ok: v.literal(false),
        reason: v.picklist(['wrong_pin', 'locked', 'unknown_person']),
        left: count,
        lockedForMs: count,
      }),
    ]),
  ),
  /** Allows one action with a manager's PIN, which is checked and counted as at `staff.verify`; a later permit for it ends this one. */
  'staff.permit': method(
    v.strictObject({ id: text, pin: text, action: permitActionSchema }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), staff: staffSchema, permit: v.string() }),
      v.strictObject({
        ok: v.literal(false),
        reason: v.picklist(['wrong_pin', 'locked', 'unknown_person', 'not_a_manager']),
        left: count,
        lockedForMs: count,
      }),
    ]),
  ),
  /** Ends all permits, as a right PIN at `staff.verify` does: whoever gave them has turned to something else. */
  'staff.endPermits': method(nothing, done),
  /** The way back for a forgotten manager PIN: the recovery code that was shown once. Gives a new code. */
  'staff.recover': method(
    v.strictObject({ id: text, code: text, pin: v.pipe(v.string(), v.regex(/^\d{4,8}$/)) }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), recoveryCode: v.string() }),
      refused(['wrong_code', 'locked', 'write_failed']),
    ]),
  ),
  /** Gives a manager a new recovery code for the PIN; the old one opens nothing any more. The sample has none. */
  'staff.renewRecovery': method(
    v.strictObject({ managerId: text, managerPin: text }),
    v.variant('ok', [
      v.strictObject({ ok: v.literal(true), recoveryCode: v.string() }),
      refused(['wrong_pin', 'locked', 'sample_staff', 'write_failed']),
    ]),
  ),
} as const
