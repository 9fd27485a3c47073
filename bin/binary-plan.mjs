// What the single executable is called where it is made, and how its signature is changed there: build-binary.mjs follows it,
// release.yml and release-check.mjs take the names.

/** Systems as Node names them, by what people call them. */
const SYSTEMS = { linux: 'linux', darwin: 'macos', win32: 'windows' };

/**
 * The bundle that goes in. Nothing is loaded while it runs: a single executable has no callback for `import()`, and requires
 * built-in modules alone. Of packages that come in two forms the one of modules is taken: what a UMD requires is not bundled.
 */
export const BUNDLE = {
  entryPoints: ['bin/binary.js'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['module', 'main'],
  supported: { 'dynamic-import': false },
  target: `node${process.versions.node}`,
};

/** Matches the name of every executable. */
export const EXECUTABLE = /^netvet-(?:linux|macos|windows)-(?:x64|arm64)(?:\.exe)?$/;

/**
 * The plan for a system and a processor. A program of macOS does not start with a signature that no longer fits it, so it is
 * taken off before the blob goes in, and signed ad hoc after it. On Windows it may stay as it is, and no tool for it may be there:
 * nodejs.org/api/single-executable-applications.html. Throws for what no executable is made for.
 */
export function planFor(platform, arch) {
  const system = SYSTEMS[platform];
  const name = `netvet-${system}-${arch}${platform === 'win32' ? '.exe' : ''}`;
  if (!EXECUTABLE.test(name)) throw new Error(`no single executable is made on ${platform} ${arch}`);
  const sign = (...options) => (platform === 'darwin' ? [['codesign', ...options]] : []);
  return {
    target: `release/${name}`,
    before: sign('--remove-signature'),
    inject: platform === 'darwin' ? { machoSegmentName: 'NODE_SEA' } : {},
    after: sign('--sign', '-'),
  };
}
