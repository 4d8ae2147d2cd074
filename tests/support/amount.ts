/** How much of a long test is run: a part by `npm test`, all of it by `npm run test:full`. */
export function amount(part: number, all: number): number {
  return process.env['TEST_FULL'] === undefined ? part : all;
}
