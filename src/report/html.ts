import { Collected } from './html/page-content.ts';
import { documentText } from './html/document.ts';
import type { Reporter } from './reporter.ts';

/**
 * A page for people to read, print and sign: one file that loads nothing. It holds the 10,000 strongest findings and
 * exact counts of all.
 */
export const html = {
  everyRow: false,
  create(): Reporter {
    const collected = new Collected();
    return {
      run(event) {
        collected.run = event;
        return '';
      },
      input(event) {
        collected.addInput(event);
        return '';
      },
      outcome(outcome) {
        collected.add(outcome);
        return '';
      },
      summary(event) {
        if (collected.run === null) throw new Error('a summary came before the run it belongs to');
        return documentText(collected.run, collected, event);
      },
    };
  },
};
