import { readFileSync } from 'node:fs';
import { UsageError } from '../process/usage-error';

/** Variables that may name a file instead, as secrets come into containers: `DATABASE_URL_FILE=/run/secrets/…`. */
const SECRETS = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'DATABASE_DIRECT_URL', 'HEADROOM_OIDC_CLIENT_SECRET'];

/** The environment with the content of secret files in place of their names. */
export function withSecretFiles(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const result = { ...environment };
  for (const name of SECRETS) {
    const file = environment[`${name}_FILE`];
    if (!file) continue;
    if (environment[name])
      throw new UsageError(`${name} and ${name}_FILE are both set; expected one of them`);
    result[name] = readSecret(name, file);
  }
  return result;
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new UsageError(`${name}_FILE=${JSON.stringify(file)} cannot be read`, { cause: error });
  }
}
