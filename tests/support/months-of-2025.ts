/** Month names in the spelling of tables and inputs. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Mondays to Fridays of each month of 2025, from a calendar on paper. */
export const WEEKDAYS = [23, 20, 21, 22, 22, 21, 23, 21, 22, 23, 20, 23];
