import { DefaultNamingStrategy } from 'typeorm';

/** The snake_case column of a camelCase property. */
export function columnName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Maps camelCase properties to the snake_case columns of the schema. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? columnName(propertyName);
  }
}
