/** A later change of a row that a change set changed. */
export interface LaterTouch {
  entityKey: string;
  changeSetId: number;
  action: string;
  actor: string;
  /** The change set that this later one took back. */
  reverts: number | null;
}
