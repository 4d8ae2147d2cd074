export { ImportPayload, ImportResult } from './import.type';
