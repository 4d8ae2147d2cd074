import { changeAddress, useAddress } from '../../address/address';
import { Select } from '../../ui/select';

interface OfMonth {
  month: string;
  monthLabel: string;
}

/** Rows of the month in the address; of all months without one. */
export function useMonthFilter<Row extends OfMonth>(rows: readonly Row[]): readonly Row[] {
  const { search } = useAddress();
  const of = search.get('of');
  return of === null ? rows : rows.filter(({ month }) => month === of);
}

/** Chooses all months of a plan or one of them. */
export function MonthChoice({ rows }: { rows: readonly OfMonth[] }) {
  const { search } = useAddress();
  const months = new Map(rows.map(({ month, monthLabel }) => [month, monthLabel]));
  return (
    <Select
      label="Months"
      labelling="inside"
      value={search.get('of') ?? ''}
      onChange={(of) => changeAddress({ of: of === '' ? undefined : of }, { replace: true })}
      choices={[
        { id: '', text: 'all' },
        ...[...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, text]) => ({ id, text })),
      ]}
    />
  );
}
