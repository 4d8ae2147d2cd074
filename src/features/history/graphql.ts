export { ChangeSet } from './history.type';
