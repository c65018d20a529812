import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

declare const process: { argv: string[] };
const [entry = 'http://localhost:8080', username = 'ana', password = ''] = process.argv.slice(2);

const login = await fetch(`${entry}/auth/realms/ramal/protocol/openid-connect/token`, {
  method: 'POST',
  body: new URLSearchParams({ grant_type: 'password', client_id: 'ramal-sandbox', username, password }),
});
const { access_token } = (await login.json()) as { access_token: string };
const ramal = createClient<paths>({ baseUrl: entry, headers: { Authorization: `Bearer ${access_token}` } });

const history = await ramal.GET('/api/calls', { params: { query: { limit: 5, status: 'completed' } } });
if (history.error) throw new Error(history.error.title);
const talked: number = history.data.items.reduce((sum, call) => sum + (call.talkSeconds ?? 0), 0);
console.log(`read ${history.data.items.length} calls of ${talked} s`);

const placed = await ramal.POST('/api/calls', {
  params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
  body: { to: '+5511987654321', notes: 'from a generated client' },
});
if (placed.error) throw new Error(placed.error.detail);

const read = await ramal.GET('/api/calls/{id}', { params: { path: { id: placed.data.id } } });
if (read.error) throw new Error(read.error.detail);
const call: components['schemas']['Call'] = read.data;
console.log(`placed and read a call to ${call.to}: ${call.notes}`);

const path = { id: placed.data.id };
await ramal.POST('/api/calls/{id}/hangup', { params: { path } });
while (!(await ramal.GET('/api/calls/{id}', { params: { path } })).data?.endedAt) {
  await new Promise((later) => setTimeout(later, 200)); // an agent has one call at a time
}

// @ts-expect-error the compiler knows no such field, and neither does the service
const misspelt: components['schemas']['DialRequest'] = { to: '+5511987654321', recrod: false };
const refused = await ramal.POST('/api/calls', { body: misspelt });
const problem: components['schemas']['Problem'] | undefined = refused.error;
console.log(`refused with ${problem?.status} ${problem?.code}: ${problem?.errors?.[0]?.field}`);
