/** A string, or bytes that can be read like one. */
export type Characters = Pick<string, 'charCodeAt' | 'slice'>;
