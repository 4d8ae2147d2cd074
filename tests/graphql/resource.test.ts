import { clearPeople, insertPersons, insertSteps } from '../support/factories/resource';
import { insertReport } from '../support/factories/demand';
import { insertAssignments } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await insertReport(server.database);
});
afterAll(() => server.close());
beforeEach(() => clearPeople(server.database));

interface Payload {
  resource: Record<string, unknown> | null;
  warnings: string[];
  userErrors: { path: string[] | null; message: string; code: string; value: unknown }[];
}

const ALL_FIELDS = `cn firstName lastName opid primaryPlatform location stateList states skills skillList
  productionPercentage isActive hireDate deactivatedBy version`;

async function mutation(name: 'createResource' | 'updateResource' | 'reactivateResource', args: string) {
  const { data, errors } = await server.graphql<Record<string, Payload>>(
    `mutation { ${name}(${args}) { resource { ${ALL_FIELDS} } warnings userErrors { path message code value } } }`,
  );
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return data[name] as Payload;
}

const entries = () =>
  server.database.query(
    `SELECT entity_key AS key, before ->> 'location' AS before, after ->> 'location' AS after
     FROM change_set_entry WHERE entity = 'resource_v2' ORDER BY id`,
  );

describe('createResource', () => {
  it('stores a person in canonical form, states by code or name', async () => {
    const { resource, warnings, userErrors } = await mutation(
      'createResource',
      `input: { cn: " aa000001\\u00a0", firstName: " Ada ", lastName: "Example", primaryPlatform: "amisys Global",
        location: "onshore", stateList: "texas/fl FL", skills: "FTC, ADJ ,ftc", hireDate: "2025-01-31" }`,
    );
    expect(userErrors).toEqual([]);
    expect(resource).toEqual({
      cn: 'AA000001',
      firstName: 'Ada',
      lastName: 'Example',
      opid: null,
      primaryPlatform: 'Amisys',
      location: 'DOMESTIC',
      stateList: 'FL|TX',
      states: ['FL', 'TX'],
      skills: 'FTC,ADJ',
      skillList: ['FTC', 'ADJ'],
      productionPercentage: 1,
      isActive: true,
      hireDate: '2025-01-31',
      deactivatedBy: null,
      version: 1,
    });
    expect(warnings).toEqual([]);
    expect(await entries()).toEqual([{ key: '["AA000001"]', before: null, after: 'Domestic' }]);
  });

  it('refuses a word that is no state', async () => {
    const { resource, userErrors } = await mutation(
      'createResource',
      'input: { cn: "AA000077", primaryPlatform: "Amisys", location: "Domestic", stateList: "FL facets" }',
    );
    expect(resource).toBeNull();
    expect(userErrors).toMatchObject([{ path: ['stateList'], value: 'FL facets' }]);
  });

  it('names every wrong field at once, with the value seen and what is accepted', async () => {
    const { resource, warnings, userErrors } = await mutation(
      'createResource',
      'input: { cn: "AA000001", primaryPlatform: "Mainframe", location: "Mars" }',
    );
    expect({ resource, warnings }).toEqual({ resource: null, warnings: [] });
    expect(userErrors).toEqual([
      {
        path: ['primaryPlatform'],
        message: '"Mainframe" is not accepted; expected Amisys, Facets, Xcelys',
        code: 'VALIDATION',
        value: 'Mainframe',
      },
      {
        path: ['location'],
        message: '"Mars" is not accepted; expected Domestic (Onshore) or Global (Offshore)',
        code: 'VALIDATION',
        value: 'Mars',
      },
    ]);
    expect(await entries()).toEqual([]);
  });

  it.each([
    ['a percentage above 1', 'productionPercentage: 1.01', '1.01'],
    ['a percentage of five places', 'productionPercentage: 0.12345', '0.12345'],
    ['a name of 101 characters', `firstName: "${'x'.repeat(101)}"`, '101 characters'],
    ['a date that does not exist', 'hireDate: "2025-02-30"', '2025-02-30'],
    ['a read-only field', 'version: 7', 'version'],
    ['a field that no one may set', 'isActive: false', 'isActive'],
  ])('refuses %s', async (_what, field, shown) => {
    const answer = await server.graphql(
      `mutation { createResource(input: { cn: "AA000001", primaryPlatform: "Amisys", location: "Global", ${field} })
        { resource { cn } userErrors { message } } }`,
    );
    expect(JSON.stringify(answer)).toContain(shown);
    expect(await entries()).toEqual([]);
  });

  it('refuses a CN that is taken, and says when that person is inactive', async () => {
    await insertPersons(server.database, [{ cn: 'AA000001', isActive: false }]);
    const { userErrors } = await mutation(
      'createResource',
      'input: { cn: "aa000001", primaryPlatform: "Amisys", location: "Global" }',
    );
    expect(userErrors).toMatchObject([
      {
        path: ['cn'],
        code: 'CONFLICT',
        message: 'there is a resource AA000001 already, and it is inactive: reactivate it',
      },
    ]);
  });
});

describe('updateResource', () => {
  it('changes the given fields, clears those given as null and leaves the others', async () => {
    await insertPersons(server.database, [
      { cn: 'AA000001', opid: 'OP1', hireDate: '2024-01-01', skills: 'FTC' },
    ]);
    const { resource } = await mutation(
      'updateResource',
      'cn: "aa000001", input: { opid: null, stateList: null, lastName: "Changed", productionPercentage: 0.5, version: 1 }',
    );
    expect(resource).toMatchObject({
      firstName: 'Ada',
      lastName: 'Changed',
      opid: null,
      stateList: '',
      states: [],
      skills: 'FTC',
      productionPercentage: 0.5,
      hireDate: '2024-01-01',
      version: 2,
    });
  });

  it('neither raises the version nor records anything when nothing differs', async () => {
    await insertPersons(server.database, [{ cn: 'AA000001' }]);
    const { resource } = await mutation(
      'updateResource',
      'cn: "AA000001", input: { lastName: "Example", location: "Onshore", productionPercentage: 1.0 }',
    );
    expect(resource).toMatchObject({ version: 1 });
    expect(await entries()).toEqual([]);
  });

  it('refuses null where a value is needed, a stale version and an unknown person', async () => {
    await insertPersons(server.database, [{ cn: 'AA000001' }]);
    const nulls = await mutation(
      'updateResource',
      'cn: "AA000001", input: { primaryPlatform: null, location: null, productionPercentage: null }',
    );
    expect(nulls.userErrors.map(({ path }) => path)).toEqual([
      ['primaryPlatform'],
      ['location'],
      ['productionPercentage'],
    ]);
    const stale = await mutation('updateResource', 'cn: "AA000001", input: { lastName: "x", version: 7 }');
    expect(stale.userErrors).toMatchObject([
      {
        path: ['version'],
        code: 'VERSION_CONFLICT',
        message: 'Resource AA000001 has changed since: you have version 7, stored is version 1',
      },
    ]);
    const unknown = await mutation('updateResource', 'cn: "ZZ9", input: { lastName: "x" }');
    expect(unknown.userErrors).toMatchObject([{ path: ['cn'], code: 'NOT_FOUND', value: 'ZZ9' }]);
    expect(await entries()).toEqual([]);
  });

  it('keeps the assignments of a person who moves, and warns of the later ones', async () => {
    await insertPersons(server.database, [{ cn: 'AA000001' }]);
    await insertAssignments(server.database, [{ cn: 'AA000001', weeks: ['2025-W18', '2025-W19'] }]);
    const { resource, warnings } = await mutation(
      'updateResource',
      'cn: "AA000001", input: { location: "Global" }',
    );
    expect(resource).toMatchObject({ location: 'GLOBAL' });
    expect(warnings).toEqual([
      'location: AA000001 has 2 active assignments after 2025-W14 made for location Domestic; they are kept, with the weeks of the new location',
    ]);
    expect(await entries()).toEqual([{ key: '["AA000001"]', before: 'Domestic', after: 'Global' }]);
  });

  it('deactivates only people without active assignments after the current week', async () => {
    await insertPersons(server.database, [{ cn: 'AA000001' }, { cn: 'AA000002' }]);
    await insertAssignments(server.database, [
      { cn: 'AA000001', weeks: ['2025-W18'] },
      { cn: 'AA000002', weeks: ['2025-W14'] },
    ]);
    const refused = await mutation('updateResource', 'cn: "AA000001", input: { isActive: false }');
    expect(refused.userErrors).toMatchObject([{ code: 'CONFLICT', path: ['deallocateFrom'] }]);
    expect(refused.userErrors[0]?.message).toContain('1 active assignment after 2025-W14');
    const done = await mutation('updateResource', 'cn: "AA000002", input: { isActive: false }');
    expect(done.resource).toMatchObject({ isActive: false, deactivatedBy: 'local', version: 2 });
  });
});

describe('reactivateResource', () => {
  it('makes a person active again, once', async () => {
    await insertPersons(server.database, [{ cn: 'AA000001', isActive: false }]);
    const again = { isActive: true, deactivatedBy: null, version: 2 };
    expect((await mutation('reactivateResource', 'cn: "aa000001", version: 1')).resource).toMatchObject(
      again,
    );
    expect((await mutation('reactivateResource', 'cn: "AA000001"')).resource).toMatchObject(again);
  });
});

describe('resource', () => {
  it('shows the steps of a person and the percentage of any week', async () => {
    await insertPersons(server.database, [{ cn: 'AA000001', productionPercentage: '0.9' }]);
    await insertSteps(server.database, [
      { cn: 'AA000001', year: 2025, week: 18, percentage: '0.25' },
      { cn: 'AA000001', year: 2025, week: 22, percentage: '1' },
    ]);
    const { data } = await server.graphql(
      `{ resource(cn: "aa000001") { productionSteps { week year weekNumber productionPercentage setBy }
         before: productionIn(week: "2025-W17") during: productionIn(week: "2025-W21") } }`,
    );
    expect(data).toEqual({
      resource: {
        productionSteps: [
          { week: '2025-W18', year: 2025, weekNumber: 18, productionPercentage: 0.25, setBy: 'factory' },
          { week: '2025-W22', year: 2025, weekNumber: 22, productionPercentage: 1, setBy: 'factory' },
        ],
        before: 0.9,
        during: 0.25,
      },
    });
  });

  it('is null for an unknown CN, and refuses a week that does not exist', async () => {
    expect((await server.graphql('{ resource(cn: "ZZ9") { cn } }')).data).toEqual({ resource: null });
    const { errors } = await server.graphql('{ resource(cn: "ZZ9") { productionIn(week: "2025-W53") } }');
    expect(errors?.[0]?.message).toContain('2025-W53');
  });
});
