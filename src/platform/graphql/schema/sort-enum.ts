import { ASCENDING, DESCENDING, LISTED, REVERSED, type Sorting } from '../../database/sorting';
import { textEnum } from './text-enum';

/** Registers the enum of what a list can be sorted by. */
export function sortEnum<Row>(name: string, { about, by }: Sorting<Row>): Record<string, string> {
  const meanings = Object.entries(by).flatMap(([key, { about: what, columns }]): [string, string][] => {
    const unknown = columns.some(({ nulls }) => nulls) ? '; unknown ones last' : '';
    return [
      [`${key}${ASCENDING}`, `By ${what}, ascending${unknown}.`],
      [`${key}${DESCENDING}`, `By ${what}, descending${unknown}.`],
    ];
  });
  return textEnum(name, 'An order of the list; what is equal in it comes as listed.', {
    [LISTED]: `As listed: ${about}.`,
    [REVERSED]: 'As listed, from the end.',
    ...(Object.fromEntries(meanings) as Record<string, string>),
  });
}
