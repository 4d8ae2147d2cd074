/** A later change of a row that a change set changed. */
export interface LaterTouch {
  entityKey: string;
  changeSetId: number;
  /** What was done, and by whom; null where it is of lines of business that the caller does not see. */
  action: string | null;
  actor: string | null;
  /** The change set that this later one took back. */
  reverts: number | null;
}

/** What of a change set a fact is about: a table that it touched, or one thing that stands in the way of taking it back. */
export type RevertFactKind =
  'entity' | 'touch' | 'hidden' | 'closed' | 'froze' | 'assigned' | 'used' | 'demand';

/** Something that decides whether a change set can be taken back. */
export interface RevertFact {
  changeSetId: number;
  kind: RevertFactKind;
  /** The table, row, month or demand. */
  name: string;
  /** Of a later touch: the change set, what it did, who did it, and the change set that it took back. */
  later: number | null;
  action: string | null;
  actor: string | null;
  reverts: number | null;
}
