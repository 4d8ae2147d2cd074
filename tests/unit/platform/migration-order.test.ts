import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../src/platform/config/project-root';

test('no two migrations have one moment: nobody could say which of them runs first', () => {
  const moments = readdirSync(path.join(projectRoot(), 'migrations')).map((file) => file.split('-')[0]);
  expect(moments.length).toBeGreaterThan(10);
  expect(moments.filter((moment, at) => moments.indexOf(moment) !== at)).toEqual([]);
});
