// Starts the binary with the demo city in a temporary folder on a free port.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const STARTS_WITHIN = 120_000;

export async function startServer(pace = 0) {
  const binary = process.env.YIWANG_BINARY ?? join(root, 'build/release/yiwang');
  if (!existsSync(binary)) throw new Error(`no binary at ${binary}; build it with ./run --build-only`);
  const data = mkdtempSync(join(tmpdir(), 'yiwang-web-'));
  const child = spawn(binary, ['serve', '--data', data, '--port', '0', '--demo-password', 'yiwang-demo', '--web', join(root, 'web/dist'), ...(pace ? ['--rehearse', String(pace)] : [])], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const base = await new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`the server did not start: ${said}`)), STARTS_WITHIN);
    const listen = (chunk) => {
      said += chunk;
      const found = /at (http:\/\/[^/\s]+)/.exec(said);
      if (found) { clearTimeout(timer); done(found[1]); }
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => { clearTimeout(timer); failed(new Error(`the server ended with ${code}: ${said}`)); });
  });
  const stop = async () => {
    const ended = new Promise((done) => child.on('exit', done));
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  return { base, stop, said: () => said };
}
