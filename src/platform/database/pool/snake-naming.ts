import { DefaultNamingStrategy } from 'typeorm';

/** Maps camelCase properties to the snake_case columns of the schema. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
