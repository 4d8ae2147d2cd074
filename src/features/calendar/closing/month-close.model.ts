/** A calendar month closed by hand. */
export interface MonthCloseRow {
  id: number;
  /** First day of the month, `YYYY-MM-DD`. */
  monthStart: string;
  closedBy: string;
  closedDatetime: Date;
  note: string | null;
}
