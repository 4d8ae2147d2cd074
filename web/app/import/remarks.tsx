import { cases } from '../format/number';
import { hasRemark, type ImportRow } from './upload';

const NAMED = 3;

/** What is to be said of rows that are saved all the same, so that nobody overlooks it: new ones first. */
export function Remarks({ rows }: { rows: readonly ImportRow[] }) {
  const remarked = rows.filter(hasRemark);
  const isNew = ({ status }: ImportRow): boolean => status === 'created';
  const first = [...remarked.filter(isNew), ...remarked.filter((row) => !isNew(row))].slice(0, NAMED);
  if (first.length === 0) return null;
  const more = remarked.length - first.length;
  return (
    <>
      <b>Worth a look:</b> {first.map(({ key, message }) => `${key}: ${message}`).join(' · ')}
      {more > 0 && ` · and ${cases(more)} more with a remark`}
    </>
  );
}
