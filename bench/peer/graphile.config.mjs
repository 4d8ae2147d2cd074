import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { makeV4Preset } from 'postgraphile/presets/v4';
import { makePgService } from 'postgraphile/adaptors/pg';

const [database, schema] = process.env.BENCH_PEER.split('|');

/** PostGraphile 5 as its makers advise, with the lists of version 4: they cost it less than connections. Port 0 = a free one. */
export default {
  extends: [PostGraphileAmberPreset, makeV4Preset({ simpleCollections: 'only', ignoreRBAC: false })],
  pgServices: [makePgService({ connectionString: database, schemas: [schema], poolConfig: { max: 10 } })],
  grafserv: { port: 0, host: '127.0.0.1', graphiql: false, watch: false },
};
