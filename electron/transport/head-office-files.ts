import path from 'node:path'
import * as v from 'valibot'
import { ackSchema, ackText, type LeftAck, leftAckSchema } from '../../shared/sync/wire.ts'
import { readIfThere, writeDurably } from '../durable-file.ts'
import { type Files, nodeFiles } from '../files.ts'
import { isGenuineLeftAck } from './hand-in.ts'
import { isSignedBy, type SignatureCheck } from './signature.ts'

const enrolmentSchema = v.strictObject({
  url: v.string(),
  store: v.string(),
  storeName: v.string(),
  tillCode: v.string(),
  headOfficeKey: v.string(),
  keyId: v.string(),
  /** A refusal that only a person can lift; remembered across restarts. */
  stopped: v.nullable(v.picklist(['fork', 'frozen'])),
  /** The tills whose history this one may have; absent for none. */
  replaces: v.optional(v.array(v.string())),
  /** The till that took this one's place, as head office has signed; absent for none. */
  replacedBy: v.optional(v.string()),
  /** The epoch that it was about; the next one is not stopped by it. */
  stoppedEpoch: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
})
/** Whom the till trusts: head office's address, its pinned key, and the labels it gave. */
export type Enrolment = v.InferOutput<typeof enrolmentSchema>

const provenSchema = ackSchema
/** The last ack that was verified, as head office signed it. */
export type Proven = v.InferOutput<typeof provenSchema>

/** An ack with the key that signed it, and the last ones of the epochs that the till has left, oldest first. */
export type SignedAck = {
  readonly headOfficeKey: string
  readonly keyId: string
  readonly ack: Proven
  readonly earlier: readonly Proven[]
} | null

const parse = <S extends v.GenericSchema>(schema: S, text: string | null): v.InferOutput<S> | null => {
  if (text === null) return null
  try {
    const parsed = v.safeParse(schema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

const quarantinedSchema = v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(1)))

/** What the till keeps of head office: the enrolment, the last ack that was verified, what was put in quarantine. */
export const headOfficeFiles = (folder: string, files: Files = nodeFiles, isSigned: SignatureCheck = isSignedBy) => {
  const enrolmentFile = path.join(folder, 'enrolment.json')
  const ackFile = path.join(folder, 'ack.json')
  const quarantinedFile = path.join(folder, 'quarantined.json')
  const leftFile = path.join(folder, 'left-acks.json')
  const earlierFile = path.join(folder, 'earlier-acks.json')
  const isGenuine = (headOfficeKey: string, till: string, ack: Proven): boolean =>
    ack.till === till && isSigned(headOfficeKey, ackText(ack), ack.signature)
  return {
    readEnrolment: () => parse(enrolmentSchema, readIfThere(enrolmentFile, files)),
    writeEnrolment: (enrolment: Enrolment) => writeDurably(enrolmentFile, JSON.stringify(enrolment), 0o600, files),
    /** The last ack, only if it is this till's and its signature still holds: a file that was edited proves nothing. */
    readAck: (headOfficeKey: string, till: string): Proven | null => {
      const ack = parse(provenSchema, readIfThere(ackFile, files))
      return ack !== null && isGenuine(headOfficeKey, till, ack) ? ack : null
    },
    /** The last acks of epochs that were left, oldest first; those alone whose signature holds. */
    readEarlier: (headOfficeKey: string, till: string): readonly Proven[] => {
      const acks = parse(v.array(provenSchema), readIfThere(earlierFile, files)) ?? []
      return acks.filter((ack) => isGenuine(headOfficeKey, till, ack))
    },
    writeEarlier: (acks: readonly Proven[]) => writeDurably(earlierFile, JSON.stringify(acks), 0o600, files),
    /** How far left epochs were handed in, one ack an epoch; those alone whose signature holds. */
    readLeft: (headOfficeKey: string, till: string): readonly LeftAck[] => {
      const acks = parse(v.array(leftAckSchema), readIfThere(leftFile, files)) ?? []
      return acks.filter((ack) => isGenuineLeftAck(headOfficeKey, till, ack, isSigned))
    },
    writeLeft: (acks: readonly LeftAck[]) => writeDurably(leftFile, JSON.stringify(acks), 0o600, files),
    readQuarantined: (): readonly number[] => parse(quarantinedSchema, readIfThere(quarantinedFile, files)) ?? [],
    writeQuarantined: (seqs: readonly number[]) => writeDurably(quarantinedFile, JSON.stringify(seqs), 0o600, files),
    writeAck: (ack: Proven) => writeDurably(ackFile, JSON.stringify(ack), 0o600, files),
  }
}
