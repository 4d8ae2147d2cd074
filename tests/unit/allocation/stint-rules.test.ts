import fc from 'fast-check';
import { StintRules } from '../../../src/features/allocation/engine/construct/stint-rules';
import type { Problem } from '../../../src/features/allocation/engine/problem/problem';
import { cutSegments, pieceAt } from '../../../src/features/allocation/engine/problem/worth';

const WEEKS = 9;

/** Two people's weeks: −2 = one that nobody can decide on, −1 = idle, else the demand. */
const weeks = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 2 * WEEKS, maxLength: 2 * WEEKS });
const limits = fc.record({
  minWeeks: fc.integer({ min: 1, max: 4 }),
  maxSwitches: fc.constantFrom(Infinity, 0, 1, 2),
});

test('what a change of one week saves is the difference of all breaches before and after it', () => {
  fc.assert(
    fc.property(
      weeks,
      limits,
      fc.nat(2 * WEEKS - 1),
      fc.integer({ min: -1, max: 2 }),
      (held, limit, c, d) => {
        fc.pre(held[c] !== -2);
        const assign = Int32Array.from(held, (demand) => Math.max(demand, -1));
        const cell = Int32Array.from(held, (demand) => (demand === -2 ? 0 : 40));
        const rules = new StintRules({ weekCount: WEEKS, cell } as unknown as Problem, assign, limit);
        const p = Math.floor(c / WEEKS);
        const before = rules.ofPerson(p);
        const saved = rules.saved(c, d);
        assign[c] = d;
        expect(saved).toBe(before - rules.ofPerson(p));
      },
    ),
    { numRuns: 3_000 },
  );
});

test('needs are cut into pieces, the steepest first, equal ones by demand and level', () => {
  const need = fc.record({
    price: fc.constantFrom(1, 2, 2, 7.5),
    need: fc.constantFrom(0, 40, 40, 100, 333),
    from: fc.constantFrom(0, 0, 10, 40, 500),
  });
  fc.assert(
    fc.property(fc.array(need, { maxLength: 12 }), fc.constantFrom(0, 0.5, 2), (needs, delta) => {
      const expected = needs.flatMap((demand, d) => {
        const pieces: { d: number; width: number; slope: number }[] = [];
        for (let load = demand.from; load < demand.need;) {
          const { left, slope } = pieceAt(demand, load, delta);
          pieces.push({ d, width: left, slope });
          load += left;
        }
        return pieces;
      });
      expected.sort((a, b) => b.slope - a.slope || a.d - b.d);
      const cut = cutSegments(
        needs.map((demand, d) => ({ ...demand, d })),
        delta,
      );
      expect([...cut.demand].map((d, i) => ({ d, width: cut.width[i], slope: cut.slope[i] }))).toEqual(
        expected,
      );
      expect(cut.count).toBe(expected.length);
    }),
    { numRuns: 500 },
  );
});
