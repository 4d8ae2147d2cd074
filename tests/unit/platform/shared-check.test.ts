import { setTimeout as sleep } from 'node:timers/promises';
import { SharedCheck } from '../../../src/platform/database/shared-check';

/** A check that finds the number of its run, and the moments at which runs began. */
function counted() {
  const begun: string[] = [];
  const check = new SharedCheck(async (who: string) => {
    const run = begun.push(who);
    await sleep(5);
    return run;
  });
  return { begun, check };
}

describe('a check that callers share', () => {
  it('is one for all who ask together', async () => {
    const { begun, check } = counted();
    expect(await Promise.all([check.run('a'), check.run('b'), check.run('c')])).toEqual([1, 1, 1]);
    expect(begun).toEqual(['a']);
  });

  it('is another one for who asks while it runs: what it finds would be older than the question', async () => {
    const { begun, check } = counted();
    const first = check.run('a');
    while (begun.length === 0) await sleep(0);
    const later = [check.run('b'), check.run('c')];
    expect(await first).toBe(1);
    expect(await Promise.all(later)).toEqual([2, 2]);
    expect(begun).toEqual(['a', 'b']);
  });

  it('goes on after a failure, which is told to those who shared it', async () => {
    let runs = 0;
    const check = new SharedCheck(() => {
      runs += 1;
      return runs === 1 ? Promise.reject(new Error('away')) : Promise.resolve(runs);
    });
    const together = [check.run(undefined), check.run(undefined)];
    for (const one of together) await expect(one).rejects.toThrow('away');
    expect(await check.run(undefined)).toBe(2);
  });
});
