import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { schemaText } from '../schema';

writeFileSync(path.join(__dirname, '../../../schema.graphql'), schemaText());
