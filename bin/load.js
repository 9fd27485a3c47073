// Loads the built program, with V8's compiled form of it where that fits: parsing and compiling take 20 ms of a run's 100.
'use strict';
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

/** Beside the program: its mark, and what V8 made of it. Written by the build. */
const compiledFile = (program) => program.replace(/\.cjs$/, '.v8');

/**
 * What a compiled form must have been made from, and with what hash: the program (whose first line is its hash) and this
 * very V8. V8 itself looks only at its version, its flags, and the length of the program, and one changed bit in what it
 * made can end the process.
 */
function markOf(text, compiled) {
  const hash = createHash('sha256').update(compiled).digest('hex');
  return `${text.slice(0, text.indexOf('\n'))} ${process.version} ${process.arch} ${hash}\n`;
}

/** The program as a script; `compiled`: what V8 made of it before, if any. The text is ASCII. */
function scriptOf(program, text, compiled) {
  return new Script(`(function (exports, require, module) {${text}\n})`, { filename: program, cachedData: compiled });
}

/** The compiled form, or undefined when there is none for this program on this V8. */
function readCompiled(program, text) {
  try {
    const file = readFileSync(compiledFile(program));
    const start = file.indexOf('\n') + 1;
    const compiled = file.subarray(start);
    return file.latin1Slice(0, start) === markOf(text, compiled) ? compiled : undefined;
  } catch {
    return undefined;
  }
}

/** Loads the program; another V8 than the build's compiles it anew, and keeps that where Node knows how (22.1 on). */
function load(program) {
  const text = readFileSync(program, 'latin1');
  const compiled = readCompiled(program, text);
  if (compiled === undefined) {
    require('node:module').enableCompileCache?.();
    return require(program);
  }
  return run(scriptOf(program, text, compiled));
}

function run(script) {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module);
  return module.exports;
}

module.exports = { compiledFile, load, markOf, run, scriptOf };
