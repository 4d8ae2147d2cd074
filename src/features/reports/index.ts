export { REPORT_ROUTES } from './delivery/report.routes';
export { operationDocument, operationName } from './delivery/report-document.rules';
export { isODataAddress, ODATA_ERROR } from './odata/service/odata-errors.routes';
export { ODATA_PATHS } from './odata/service/odata-paths.preset';
export { odata } from './odata/service/odata.routes';
export { PROJECT_ROUTE } from './project/project.routes';
export { REPORTS } from './registry/reports.preset';
