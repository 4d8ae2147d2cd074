import { createHash } from 'node:crypto';

/** Uses after which a statement is worth a name: from then on each connection parses and plans it once. */
const USES = 3;
/** Statements that are remembered at most; those without a name are forgotten first. */
const MAX_KNOWN = 500;
/** A plan for few values may be a bad one for thousands: such calls are planned by themselves. */
const MAX_ARRAY = 16;
const STARTS = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/;
/** The statement is unknown or known already (a pool between that mixes connections), or its result has changed. */
const REFUSED = new Set(['26000', '42P05', '0A000']);

/** Names statements that come again and again, so that PostgreSQL plans them once a connection instead of every time. */
export class PreparedStatements {
  private readonly uses = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private isOff = false;

  /** The name of a statement with these values; undefined if it is sent without one. */
  nameOf(text: string, values: readonly unknown[]): string | undefined {
    if (this.isOff || values.some((value) => Array.isArray(value) && value.length > MAX_ARRAY))
      return undefined;
    return this.names.get(text) ?? this.count(text);
  }

  /** True if a failure comes from naming: from now on nothing is named, and the transaction is worth another try. */
  refused(sqlState: string | undefined): boolean {
    if (sqlState === undefined || !REFUSED.has(sqlState)) return false;
    this.isOff = true;
    return true;
  }

  private count(text: string): string | undefined {
    if (!STARTS.test(text)) return undefined;
    const uses = (this.uses.get(text) ?? 0) + 1;
    if (this.uses.size >= MAX_KNOWN) this.uses.clear();
    this.uses.set(text, uses);
    if (uses < USES || this.names.size >= MAX_KNOWN) return undefined;
    // A pooler mixes the connections of several processes: one name must mean one text everywhere.
    const name = `headroom_${createHash('sha256').update(text).digest('base64url')}`;
    this.names.set(text, name);
    return name;
  }
}

/** Those of this process: connections share the names. */
export const preparedStatements = new PreparedStatements();
