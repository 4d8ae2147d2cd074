export { REPORT_ROUTES } from './delivery/report.routes';
export { operationDocument, operationName } from './delivery/report-document.rules';
export { REPORTS } from './registry/reports.preset';
