// The first line of schema.released.graphql: which version the schema was released with.

/**
 * @param {string} version
 * @returns {string} the line
 */
export const releaseMark = (version) => `# The schema of Headroom ${version}, as released.\n`;

/**
 * @param {string} schema
 * @returns {string | undefined} the version that the first line says
 */
export const releasedVersion = (schema) =>
  /^# The schema of Headroom (\S+), as released\.\n/.exec(schema)?.[1];
