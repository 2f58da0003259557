import type { PrintRow } from '../../journal/rows.ts'
import type { Proof } from '../../ui/status-item.tsx'

type EvidenceWords =
  | 'evidence_confirmed'
  | 'evidence_processed'
  | 'evidence_seen'
  | 'evidence_unconfirmed'
  | 'evidence_in_doubt'
  | 'evidence_failed'

/** How it is known what became of a slip (ADR 6), as a shape and the key of its words. */
export const evidenceOf = ({
  state,
  evidence,
}: Pick<PrintRow, 'state' | 'evidence'>): { readonly proof: Proof; readonly words: EvidenceWords } => {
  switch (state) {
    case 'printed':
      // Without the printer's word it is a person's.
      return { proof: 'proven', words: evidence === 'none' ? 'evidence_seen' : `evidence_${evidence}` }
    case 'unconfirmed':
      return { proof: 'waiting', words: 'evidence_unconfirmed' }
    case 'in_doubt':
      return { proof: 'act', words: 'evidence_in_doubt' }
    case 'failed':
      return { proof: 'act', words: 'evidence_failed' }
  }
}
