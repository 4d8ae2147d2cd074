import { patientFetch } from '../../../web/app/data/patience';

const busy = (status: number, headers: Record<string, string>) => new Response('', { status, headers });
const fine = () => new Response('fine');
const pauses: number[] = [];
let asked: jest.SpyInstance;

/** The server answers so, one after the other. */
function answers(...given: (() => Response)[]): void {
  asked = jest.spyOn(globalThis, 'fetch');
  for (const each of given) asked.mockImplementationOnce(() => Promise.resolve(each()));
}

beforeEach(() => {
  pauses.length = 0;
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(((done: () => void, ms: number) => {
    pauses.push(ms);
    done();
    return 0;
  }) as never);
});
afterEach(() => jest.restoreAllMocks());

test('a read that is asked to come back later does so, each time after twice as long', async () => {
  const later = () => busy(503, { 'retry-after': '2' });
  answers(later, later, later, fine);
  expect(await (await patientFetch('/graphql')).text()).toBe('fine');
  // 2 s × 1, 2, 4.
  expect(pauses).toEqual([2_000, 4_000, 8_000]);
});

test('the fourth refusal counts, and no pause is longer than a quarter of a minute', async () => {
  answers(...Array.from({ length: 4 }, () => () => busy(429, { 'retry-after': '60' })));
  expect((await patientFetch('/graphql')).status).toBe(429);
  expect(pauses).toEqual([15_000, 15_000, 15_000]);
});

test('a write, an answer that names no time, and other faults are not asked again', async () => {
  for (const [init, status, headers] of [
    [{ method: 'POST' }, 503, { 'retry-after': '1' }],
    [{}, 503, {}],
    [{}, 500, { 'retry-after': '1' }],
  ] as const) {
    answers(() => busy(status, headers));
    expect((await patientFetch('/graphql', init)).status).toBe(status);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  }
});

test('who does not wait for the answer any more ends the waiting', async () => {
  jest.restoreAllMocks();
  answers(() => busy(503, { 'retry-after': '15' }));
  const gone = new AbortController();
  const answer = patientFetch('/graphql', { signal: gone.signal });
  setTimeout(() => gone.abort(new Error('gone')), 10);
  await expect(answer).rejects.toThrow('gone');
});
