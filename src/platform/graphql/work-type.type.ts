export { WorkTypeEnum } from './work-type.enum';
