import { registerDecorator, type ValidationOptions } from 'class-validator';
import {
  type DecimalRange,
  type IntegerRange,
  readDecimal,
  readInteger,
} from '../../../domain/decimal-input';
import { DomainError } from '../../../domain/errors';
import { cleanText } from '../../../domain/text-key';

function check(
  name: string,
  read: (value: unknown, path: string) => void,
  options?: ValidationOptions,
): PropertyDecorator {
  return (target, property) => {
    const problem = (value: unknown): string | undefined => {
      if (value === null || value === undefined) return undefined;
      try {
        read(value, String(property));
        return undefined;
      } catch (error) {
        if (error instanceof DomainError) return error.issues[0]?.message ?? error.message;
        throw error;
      }
    };
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      ...(options && { options }),
      validator: {
        validate: (value: unknown) => problem(value) === undefined,
        defaultMessage: (args) => problem(args?.value) ?? `${String(property)} is not accepted`,
      },
    });
  };
}

/** A decimal within a range and scale, e.g. `@IsDecimalIn(PERCENTAGE)`. Null passes: use IsDefined where it must not. */
export function IsDecimalIn(range: DecimalRange): PropertyDecorator {
  return check('isDecimalIn', (value, path) => readDecimal(value, { ...range, path }));
}

/** An integer within a range. Null passes. */
export function IsIntegerIn(range: IntegerRange): PropertyDecorator {
  return check('isIntegerIn', (value, path) => readInteger(value, { ...range, path }));
}

/** Clean text of a limited length, or a list of such: no NUL, no lone surrogates. Null passes. */
export function IsText(limits: { min?: number; max: number }): PropertyDecorator {
  return check('isText', (value, path) => {
    const { min = 0, max } = limits;
    for (const text of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const { length } = cleanText(String(text), path);
      if (length < min || length > max) {
        const message = `has ${length} characters; expected ${min} to ${max}`;
        throw new DomainError('VALIDATION', '', [{ path, message, value: text }]);
      }
    }
  });
}

/** A list of at most so many values. Null passes. */
export function HasAtMost(most: number): PropertyDecorator {
  return check('hasAtMost', (value, path) => {
    if (!Array.isArray(value) || value.length <= most) return;
    const message = `has ${value.length} values; expected at most ${most}`;
    throw new DomainError('VALIDATION', '', [{ path, message, value: value.length }]);
  });
}
