import { pageWorld } from '../support/page-world';
import { shellScenarios } from './page/shell.scenarios';

jest.setTimeout(60_000);

const world = pageWorld();

describe('shell', () => shellScenarios(world));
