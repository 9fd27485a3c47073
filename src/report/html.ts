import type { DesignationEvent, RunEvent } from '../core/events.ts';
import type { FindingDesignation } from '../core/finding.ts';
import { sha256Base64 } from '../core/fingerprint.ts';
import { jsonText } from './escape.ts';
import { SCRIPT, STYLE } from './html/assets.ts';
import { chartsSection, timelineSection } from './html/charts.ts';
import { checkedSection, signOffSection } from './html/checked.ts';
import { findingsSection } from './html/findings.ts';
import { sprite } from './html/icons.ts';
import { lawSection, pageLaw } from './html/law-section.ts';
import { markup, type Markup } from './html/markup.ts';
import { PageCollected, pageRow } from './html/page-content.ts';
import { masthead, resultSection } from './html/result.ts';
import type { ReportFormat } from './reporter.ts';

/**
 * A page for people to read, print and sign: one file that loads nothing. It holds the 10,000 strongest findings and
 * exact counts of all.
 */
export const html: ReportFormat = {
  everyRow: false,
  create(options) {
    const collected = new PageCollected(options);
    return collected.reporter(() => documentText(collected));
  },
};

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
  ['law', 'What the lists say'],
  ['checked', 'What was checked'],
  ['sign-off', 'Sign-off'],
] as const;

/** The whole page. */
function documentText(collected: PageCollected): string {
  const some = collected.findings.total > 0;
  const sections = {
    result: resultSection(collected),
    where: some ? chartsSection(collected) : null,
    deadlines: timelineSection(collected),
    all: findingsSection(collected),
    law: lawSection(collected),
    checked: checkedSection(collected),
    'sign-off': signOffSection(collected),
  };
  const links = SECTIONS.filter(([id]) => sections[id] !== null);
  const contents = links.map(([id, title]) => markup`<a href="#${id}">${title}</a>`);
  const body = markup`
    <body>
      ${sprite()}<a class="skip" href="#all">Skip to the findings</a>
      ${masthead(collected)}
      <nav class="contents" aria-label="Sections">${contents}</nav>
      <main>${links.map(([id]) => sections[id])}</main>`;
  return [
    `${head(collected.run).text}\n<style>${STYLE}</style>\n</head>\n`,
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
function dataText(collected: PageCollected): string {
  const { findings, law, detailsOnPaper } = collected;
  const { events } = law;
  const laws = jsonText(events.map((event, index) => pageLaw(collected, event, index)));
  const indexes = new Map<DesignationEvent | undefined, number>(events.map((event, index) => [event, index]));
  const lawOf = (designation: FindingDesignation) => indexes.get(law.of(designation)) ?? -1;
  const rows = findings.items.map((finding) => JSON.stringify(pageRow(finding, lawOf))).join(',\n');
  return `{"detailsOnPaper":${String(detailsOnPaper)},"laws":${laws},"rows":[\n${rows}]}`.replaceAll('<', '\\u003c');
}
