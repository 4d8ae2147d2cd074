// A busy machine may disturb a test once. Where it runs before landing it is tried again, and named at the end.
const retries = Number(process.env['HEADROOM_TEST_RETRIES'] ?? 0);
if (retries > 0) jest.retryTimes(retries, { logErrorsBeforeRetry: true });
