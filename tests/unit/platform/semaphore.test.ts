import { Semaphore } from '../../../src/platform/concurrency/semaphore';

const WAIT_MS = 50;
const line = (): Semaphore =>
  new Semaphore({ active: 1, waiting: 2, waitMs: WAIT_MS, refusal: () => new Error('too busy') });

/** Keeps the process busy: no timer comes in time. */
function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it('lets in who comes first, and turns away whom the line has no room for', async () => {
  const gate = line();
  const leave = await gate.enter();
  const order: string[] = [];
  const waiting = ['first', 'second'].map((name) =>
    gate.run(() => {
      order.push(name);
      return Promise.resolve();
    }),
  );
  await expect(gate.enter()).rejects.toThrow('too busy');
  leave();
  await Promise.all(waiting);
  expect([order, gate.use]).toEqual([['first', 'second'], { active: 0, waiting: 0 }]);
});

it('turns away who has waited too long', async () => {
  const gate = line();
  await gate.enter();
  await expect(gate.enter()).rejects.toThrow('too busy');
  expect(gate.use).toEqual({ active: 1, waiting: 0 });
});

it('does not let in somebody whose time is over, although the timer is late', async () => {
  const gate = line();
  const leave = await gate.enter();
  const late = gate.enter();
  block(WAIT_MS + 5);
  const inTime = gate.enter();
  leave();
  await expect(late).rejects.toThrow('too busy');
  (await inTime)();
  expect(gate.use).toEqual({ active: 0, waiting: 0 });
});
