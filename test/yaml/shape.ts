import {
  day,
  integer,
  listOf,
  object,
  oneOf,
  optional,
  optionalList,
  required,
  shorthand,
  text,
  withDefault,
  yesNo,
} from '../../src/yaml/shape.ts';

/** One of every kind of shape. */
export const zoo = object({
  id: required(text(), 'the id', ''),
  since: optional(day),
  open: withDefault(yesNo, true),
  size: optional(integer(1, 10)),
  kind: withDefault(oneOf(['cage', 'pond'], 'a kind of home'), 'cage'),
  animals: optionalList(
    shorthand('name', object({ name: required(text()), legs: withDefault(integer(0, 100), 4), fed: optional(day) })),
    'who lives here',
  ),
  keepers: optional(listOf(listOf(text(), { min: 1 }))),
});
