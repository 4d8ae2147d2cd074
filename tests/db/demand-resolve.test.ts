import { ensureForecastRows, resolveDemands, type ResolvedDemand } from '../../src/features/demand';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import { insertReport } from '../support/factories/demand';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await insertReport(app.database, {
    report: { year: 2025, month: 4 },
    demands: [
      { mainLob: 'Amisys Medicaid DOMESTIC', state: 'FL', caseType: 'FTC-Basic/Non MMP', targetCph: '12' },
      { mainLob: 'Amisys OIC Volumes', state: 'N/A', caseType: 'CenPAS Domestic', targetCph: '4' },
    ],
  });
  await app.database.query(
    `DELETE FROM forecast WHERE main_lob = 'Amisys OIC Volumes' AND forecast_month_index = 2`,
  );
  await app.database.query(
    `UPDATE forecast SET target_cph = 4.5 WHERE main_lob = 'Amisys OIC Volumes' AND forecast_month_index = 6`,
  );
});
afterAll(() => app.close());

const FLORIDA = { mainLob: 'Amisys Medicaid DOMESTIC', state: 'FL', caseType: 'FTC-Basic/Non MMP' };
const OIC = { mainLob: 'Amisys OIC Volumes', state: 'N/A', caseType: 'CenPAS Domestic' };

describe('resolving demands', () => {
  it('finds any spelling under the live report of the month, in canonical spelling', async () => {
    const [demand] = await resolveDemands(app.newScope(), [
      {
        mainLob: ' amisys  medicaid domestic',
        state: 'fl',
        caseType: 'ftc-basic/NON mmp',
        monthStart: '2025-06-01',
      },
    ]);
    expect(demand).toMatchObject({
      ...FLORIDA,
      ok: true,
      reportMonth: 'April',
      reportYear: 2025,
      forecastMonthIndex: 2,
      monthStart: '2025-06-01',
      platform: 'Amisys',
      market: 'Medicaid',
      locality: 'Domestic',
      targetCph: '12',
    });
    expect((demand as ResolvedDemand).forecastId).toBeGreaterThan(0);
  });

  it('answers every key in order with one statement, repeated keys too', async () => {
    const keys = Array.from({ length: 60 }, (_, i) => ({
      ...(i % 2 === 0 ? FLORIDA : OIC),
      monthStart: `2025-${i % 3 === 0 ? '05' : '07'}-01`,
    }));
    const { result, statements } = await countStatements(() => resolveDemands(app.newScope(), keys));
    expect(statements).toBe(1);
    expect(result.map((demand) => [demand.mainLob, demand.monthStart])).toEqual(
      keys.map((key) => [key.mainLob, key.monthStart]),
    );
  });

  it('says which month has no report, and which known demand is nearest to an unknown one', async () => {
    const answers = await resolveDemands(app.newScope(), [
      { ...FLORIDA, monthStart: '2026-01-01' },
      { ...FLORIDA, mainLob: 'Amisys Medcaid DOMESTIC', state: 'TX', monthStart: '2025-05-01' },
      { mainLob: 'Something else', state: 'N/A', caseType: 'FTC', monthStart: '2025-05-01' },
    ]);
    expect(answers).toEqual([
      expect.objectContaining({
        ok: false,
        reason: 'NO_REPORT',
        message: 'no forecast report covers Jan-26; import one that does first',
      }),
      expect.objectContaining({ ok: false, reason: 'UNKNOWN_DEMAND', nearest: FLORIDA }),
      expect.objectContaining({ ok: false, reason: 'UNKNOWN_DEMAND', nearest: null }),
    ]);
    expect(answers[1]).toMatchObject({
      message:
        '"Amisys Medcaid DOMESTIC / TX / FTC-Basic/Non MMP" is not a demand of the live report; the nearest known is "Amisys Medicaid DOMESTIC / FL / FTC-Basic/Non MMP"',
    });
  });

  it('adds the row of a demand known in other months only: 0 cases, its last CPH, vanished, recorded', async () => {
    const scope = app.newScope();
    const added = await scope.write({ action: 'test.ensure' }, async (tx) => {
      const [demand] = await resolveDemands(tx, [{ ...OIC, monthStart: '2025-06-01' }]);
      expect(demand).toMatchObject({ ok: true, forecastId: null, targetCph: '4.5', locality: 'Domestic' });
      return ensureForecastRows(tx, [demand, demand] as ResolvedDemand[]);
    });
    expect(added).toHaveLength(2);
    expect(added[0]?.forecastId).toBeGreaterThan(0);
    expect(added[1]).toEqual(added[0]);
    const rows = await app.database.query(
      `SELECT forecast, target_cph, is_vanished FROM forecast WHERE main_lob = $1 AND forecast_month_index = 2`,
      [OIC.mainLob],
    );
    expect(rows).toEqual([{ forecast: 0, target_cph: '4.5', is_vanished: true }]);
    const entries = await app.database.query(`SELECT entity, entity_key, before FROM change_set_entry`);
    expect(entries).toEqual([
      {
        entity: 'forecast',
        entity_key: '[2025, "April", 2, "Amisys OIC Volumes", "N/A", "CenPAS Domestic"]',
        before: null,
      },
    ]);
  });
});
