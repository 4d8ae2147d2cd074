const Sequencer = require('@jest/test-sequencer').default;

// The page's scenarios share one server and are one long file. Jest would start it last, alone on one of its two workers.
const LONGEST = '/tests/web/page.test.ts';

/** Jest's own order, but the longest file first: the others run beside it. */
class LongestFirst extends Sequencer {
  /**
   * @override
   * @type {import('@jest/test-sequencer').default['sort']}
   */
  async sort(tests) {
    const sorted = [...(await super.sort(tests))];
    const at = sorted.findIndex(({ path }) => path.endsWith(LONGEST));
    return at < 0 ? sorted : [...sorted.splice(at, 1), ...sorted];
  }
}

module.exports = LongestFirst;
