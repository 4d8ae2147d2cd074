const line: (() => void)[] = [];
/** Rounds of the event loop between two callers: each accepts a connection if one waits, and costs next to nothing if not. */
const ROUNDS = 3;
let round = 0;

/**
 * Resolves in a later round of the event loop, when it is the caller's turn. Many answers of the database that arrive
 * together would otherwise be worked through in one round, and libuv accepts one connection a round: new clients of a
 * busy server would wait for many seconds before it even knows of them.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (line.push(resolve) > 1) return;
    round = ROUNDS;
    setImmediate(next);
  });
}

function next(): void {
  round += 1;
  if (round >= ROUNDS) {
    round = 0;
    line.shift()?.();
  }
  if (line.length > 0) setImmediate(next);
}
