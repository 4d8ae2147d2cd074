import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource } from '../../src/app/data-source';
import { scopeFactory } from '../../src/app/services';
import { demoMonths } from '../../src/demo/demo-calendar';
import { demoDemands } from '../../src/demo/demo-demands';
import { loadDemo } from '../../src/demo/load-demo';
import { writeForecast } from '../../src/demo/write-forecast';
import { importFile } from '../../src/features/imports';
import { createLogger } from '../../src/platform/logging/logger';
import type { Prepared } from './database';
import { startTestServer, type TestServer } from './http';
import { FixedClock, TEST_SETTINGS } from './scope';

/** The small demo: people, weeks, two reports, assignments. */
export const DEMO: Prepared = {
  name: 'demo',
  async fill(url) {
    const dataDir = await mkdtemp(join(tmpdir(), 'headroom-demo-'));
    const dataSource = await createDataSource(url, { poolSize: 5 }).initialize();
    try {
      const newScope = scopeFactory(dataSource, {
        clock: new FixedClock(),
        log: createLogger('silent'),
        settings: TEST_SETTINGS,
      });
      await loadDemo(() => newScope(), { size: 'S', dataDir });
    } finally {
      await dataSource.destroy();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

/** A server with the small demo. */
export function startDemoServer(environment: Record<string, string> = {}): Promise<TestServer> {
  return startTestServer(environment, DEMO);
}

/**
 * Imports a further report into the demo, May 2025 (June to November): April's forecasts, a tenth more, November like
 * October, without every ninth demand. April's months from June on are frozen with people at every tier.
 */
export async function importMay(server: TestServer): Promise<void> {
  const rows = await server.database.query<{ demand: string; forecasts: number[] }>(
    `SELECT lower(f.main_lob || '|' || f.state || '|' || f.case_type) AS demand,
       array_agg(f.forecast ORDER BY f.forecast_month_index) AS forecasts
     FROM forecast f WHERE f.report_month = 'April' GROUP BY f.main_lob, f.state, f.case_type`,
  );
  const april = new Map(rows.map(({ demand, forecasts }) => [demand, forecasts.map(Number)]));
  const lines = demoDemands('S')
    .filter(({ index }) => index % 9 !== 4)
    .flatMap((demand) => {
      const { mainLob, state, caseType, cph, callTypeId } = demand;
      const known = april.get(`${mainLob}|${state}|${caseType}`.toLowerCase());
      if (!known) return [];
      const forecast = [...known.slice(1), known.at(-1) ?? 0].map((cases) => Math.round(cases * 1.1));
      return [{ demand, callTypeId, cph, forecast, required: [], available: [], capacity: [] }];
    });
  const months = demoMonths()
    .slice(1)
    .map((month) => ({ ...month, month: month.month + 1 }));
  const dir = await mkdtemp(join(tmpdir(), 'headroom-demo-'));
  const path = join(dir, 'forecast_May_2025.xlsx');
  try {
    await writeForecast(path, lines, { months, monthHeaders: 'label', total: 'index column' });
    const options = { onConflict: 'REPLACE' } as const;
    await importFile(server.newScope(), {
      kind: 'FORECAST',
      path,
      fileName: 'forecast_May_2025.xlsx',
      options,
    });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
