// Runs a command to its end and says how long it took, on the clock and of the processors, and how much memory it held at
// most.
import { spawn } from 'node:child_process';
import { openSync, closeSync, readFileSync, rmSync } from 'node:fs';

/** High-water mark of a process's memory in MB; 0 when it is gone or the system does not say. */
function highWater(pid) {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Processor seconds of this process's children that have ended; NaN where the system does not say. */
function childSeconds() {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    // cutime and cstime of proc(5), in ticks of 10 ms.
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return NaN;
  }
}

/** `stdout` is a path. Resolves to {seconds, cpu, mb, code}. */
export function run([command, ...args], stdout = '/dev/null') {
  return new Promise((resolve, reject) => {
    // Freeing a gigabyte of the run before is not the work of this one.
    if (stdout !== '/dev/null') rmSync(stdout, { force: true });
    const out = openSync(stdout, 'w');
    const before = childSeconds();
    const started = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', out, 'ignore'] });
    let mb = 0;
    const watch = setInterval(() => (mb = Math.max(mb, highWater(child.pid))), 20);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(watch);
      closeSync(out);
      resolve({ seconds: (performance.now() - started) / 1000, cpu: childSeconds() - before, mb, code });
    });
  });
}

/** The mean of the middle half: a median of ticks of 10 ms would make 0.13 and 0.14 s of two runs that differ by 1 ms. */
function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(values.length / 4);
  const kept = sorted.slice(cut, values.length - cut);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/**
 * Runs every contender `times` times, taking turns, so that a slow minute of the machine hits all of them.
 * `contenders`: name -> {command, stdout?, codes?}. Resolves to name -> {seconds, cpu, mb, code}: times are means of the
 * middle half of the runs, memory is the most of all.
 */
export async function compare(contenders, times) {
  const runs = new Map(Object.keys(contenders).map((name) => [name, []]));
  for (let turn = 0; turn < times; turn += 1) {
    for (const [name, { command, stdout, codes = [0] }] of Object.entries(contenders)) {
      const result = await run(command, stdout);
      if (!codes.includes(result.code)) throw new Error(`${name} ended with ${result.code}: ${command.join(' ')}`);
      runs.get(name).push(result);
    }
  }
  return Object.fromEntries(
    Array.from(runs, ([name, all]) => [
      name,
      {
        seconds: middle(all.map((r) => r.seconds)),
        cpu: middle(all.map((r) => r.cpu)),
        mb: Math.max(...all.map((r) => r.mb)),
        code: all[0].code,
      },
    ]),
  );
}
