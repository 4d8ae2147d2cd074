import { ImportFormatResolver } from './schema/import-format.resolver';
import { ImportResolver } from './schema/import.resolver';
import { WriteResultResolver } from './schema/write-result.resolver';

/** What the imports feature gives to the schema. */
export const importsModule = {
  resolvers: [ImportResolver, ImportFormatResolver, WriteResultResolver],
} as const;
