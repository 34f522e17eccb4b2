// Starts the made-up API and the development server together: npm run dev:mock
import { spawn } from 'node:child_process';

const port = process.env.MOCK_PORT ?? '8091';
const start = (command, args, env = {}) => spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
const children = [start(process.execPath, ['mock/server.mjs', '--port', port]), start('npx', ['vite'], { YIWANG_URL: `http://127.0.0.1:${port}` })];
const stop = () => { for (const child of children) child.kill(); process.exit(); };
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
