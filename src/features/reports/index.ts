export { REPORT_ROUTES } from './report.routes';
export { operationDocument, operationName } from './report-document.rules';
export { REPORTS } from './reports.preset';
