import type { FastifyInstance } from 'fastify';
import { isScalarType, isSpecifiedScalarType, type GraphQLSchema } from 'graphql';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

function page(name: string, description: string): string {
  const code = escaped(description).replace(/`([^`]*)`/g, '<code>$1</code>');
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>${name}, a scalar of Headroom</title></head>
  <body><h1>${name}</h1><p>${code}</p></body>
</html>
`;
}

/** The pages that `@specifiedBy` of the schema's own scalars points to. */
export function scalarPages(schema: GraphQLSchema) {
  return (http: FastifyInstance): void => {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isScalarType(type) || isSpecifiedScalarType(type) || !type.specifiedByURL) continue;
      const html = page(type.name, type.description ?? '');
      http.get(type.specifiedByURL, { config: { access: 'public' } }, (_request, reply) =>
        reply.header('cache-control', 'public, max-age=3600').type('text/html; charset=utf-8').send(html),
      );
    }
  };
}
