// netvet as a library, for `import`: the same as for `require`, by its names.
import library from './library.js';

export const { check, report, explain, lists, vendors, UserError } = library;
