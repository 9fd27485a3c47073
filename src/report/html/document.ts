import type { RunEvent, SummaryEvent } from '../../core/events.ts';
import { sha256Base64 } from '../../core/fingerprint.ts';
import { jsonText } from '../escape.ts';
import { SCRIPT, STYLE } from './assets.ts';
import { chartsSection } from './charts.ts';
import { checkedSection } from './checked.ts';
import type { Collected } from './page-content.ts';
import { findingsSection } from './findings.ts';
import { sprite } from './icons.ts';
import { lawSection, pageLaw } from './law-section.ts';
import { type Markup, markup } from './markup.ts';
import { masthead, resultSection } from './result.ts';
import { signOffSection } from './sign-off.ts';
import { timelineSection } from './timeline.ts';

/**
 * The page may run its own script and style and nothing else: no address is loaded, no form is sent, and (where the
 * browser knows trusted types) no text can be turned into markup.
 */
const POLICY = [
  "default-src 'none'",
  `script-src 'sha256-${sha256Base64(SCRIPT)}'`,
  `style-src 'sha256-${sha256Base64(STYLE)}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const SECTIONS = [
  ['result', 'Result'],
  ['where', 'Who and where'],
  ['deadlines', 'Deadlines'],
  ['all', 'Findings'],
  ['law', 'Legal basis'],
  ['checked', 'What was checked'],
  ['sign-off', 'Sign-off'],
] as const;

/** The whole page. */
export function documentText(run: RunEvent, collected: Collected, summary: SummaryEvent): string {
  const some = collected.rows.total > 0;
  const sections = {
    result: resultSection(collected, summary),
    where: some ? chartsSection(collected) : null,
    deadlines: timelineSection(collected),
    all: findingsSection(collected),
    law: lawSection(collected),
    checked: checkedSection(run, collected, summary),
    'sign-off': signOffSection(run, collected, summary),
  };
  const links = SECTIONS.filter(([id]) => sections[id] !== null);
  const contents = links.map(([id, title]) => markup`<a href="#${id}">${title}</a>`);
  const body = markup`
    <body>
      ${sprite()}<a class="skip" href="#all">Skip to the findings</a>
      ${masthead(run, summary)}
      <nav class="contents" aria-label="Sections">${contents}</nav>
      <main>${links.map(([id]) => sections[id])}</main>`;
  return [
    `${head(run).text}\n<style>${STYLE}</style>\n</head>\n`,
    `${body.text}\n`,
    '<script type="application/json" id="data">',
    dataText(collected),
    '</script>\n<script>',
    SCRIPT,
    '</script>\n</body>\n</html>\n',
  ].join('');
}

function head(run: RunEvent): Markup {
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="netvet ${run.netvet}">
<title>Equipment inventory check as of ${run.asOf}</title>
`;
}

/** JSON in which no `<` stands, so that no cell can end the script element that carries it. */
function dataText(collected: Collected): string {
  const laws = jsonText(collected.laws.map((law, index) => pageLaw(collected, law, index)));
  const rows = collected.rows.items.map(({ json }) => json).join(',\n');
  return `{"detailsOnPaper":${String(collected.detailsOnPaper)},"laws":${laws},"rows":[\n${rows}]}`.replaceAll(
    '<',
    '\\u003c',
  );
}
