import { isOption, OPTIONS, type OptionSpec } from '../../src/app/options.ts';
import { knownOptions } from '../../src/cli/options.ts';
import { schemaHead } from './json-schema.ts';
import type { JsonSchema } from '../../src/yaml/shape.ts';

/** The JSON Schema of `.netvet.yaml`, from the options that check it. */
export function configSchema(): JsonSchema {
  const text = { type: ['string', 'number', 'boolean'] };
  const properties = knownOptions().map((option) => {
    const name = option.name();
    const one = option.required ? text : { enum: [true, false, 'yes', 'no'] };
    const several = { type: 'array', items: one };
    const pairs = { type: 'object', additionalProperties: { anyOf: [text, several] } };
    const isRepeated = name === 'output' || (isOption(name) && (OPTIONS[name] as OptionSpec).many !== undefined);
    const values = isRepeated ? { anyOf: [one, several, ...(option.flags.includes('=') ? [pairs] : [])] } : one;
    return [name, { description: option.description, ...values }] as const;
  });
  return {
    ...schemaHead('config', 'netvet settings, .netvet.yaml'),
    type: ['object', 'null'],
    additionalProperties: false,
    properties: Object.fromEntries(properties),
  };
}
