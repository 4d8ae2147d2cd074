import { pageWorld } from '../support/page-world';
import { allocationScenarios } from './page/allocation.scenarios';
import { calendarScenarios } from './page/calendar.scenarios';
import { capacityScenarios } from './page/capacity.scenarios';
import { exportScenarios } from './page/export.scenarios';
import { importScenarios } from './page/import.scenarios';
import { historyScenarios } from './page/history.scenarios';
import { liveScenarios } from './page/live.scenarios';
import { overviewScenarios } from './page/overview.scenarios';
import { paletteScenarios } from './page/palette.scenarios';
import { peopleScenarios } from './page/people.scenarios';
import { reportsScenarios } from './page/reports.scenarios';
import { shellScenarios } from './page/shell.scenarios';

jest.setTimeout(180_000);

const world = pageWorld();

describe('shell', () => shellScenarios(world));
// On the demo as it was loaded: later scenarios change what it tells of it.
describe('history', () => historyScenarios(world));
describe('live', () => liveScenarios(world));
describe('overview', () => overviewScenarios(world));
describe('capacity', () => capacityScenarios(world));
describe('people', () => peopleScenarios(world));
describe('reports and connect', () => reportsScenarios(world));
describe('import', () => importScenarios(world));
describe('allocation', () => allocationScenarios(world));
describe('calendar', () => calendarScenarios(world));
describe('export', () => exportScenarios(world));
describe('palette', () => paletteScenarios(world));
