import { listMirrors } from '../support/structure/mirror-types';
import { listSourceFiles } from '../support/structure/source-files';

test('classes of the schema implement the shape that they show or take', () => {
  const mirrors = listMirrors(listSourceFiles('src'));
  expect(mirrors.map(({ file, name, shape }) => `${file}: ${name} says anew what ${shape} says`)).toEqual([]);
});

test('the finder sees a class that says anew what an interface says, and passes over those that name it', () => {
  const file = (name: string, text: string) => ({ name, folder: 'src/features/tier', text });
  const found = listMirrors([
    file('src/features/tier/tier.type.ts', 'export class Tier { id: number; name: string; share?: string; }'),
    file(
      'src/features/tier/named.type.ts',
      'export class Named implements TierRow { share: string; name: string; id: number; }',
    ),
    file(
      'src/features/tier/tier.model.ts',
      'export interface TierRow { name: string; id: number; share: string }',
    ),
    file(
      'src/features/demand/other.model.ts',
      'export interface Other { name: string; id: number; share: string }',
    ),
  ]);
  expect(found).toEqual([
    {
      file: 'src/features/tier/tier.type.ts',
      name: 'Tier',
      shape: 'TierRow of src/features/tier/tier.model.ts',
    },
  ]);
});
