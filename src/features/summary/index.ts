export { refreshDerived } from './refresh.service';
