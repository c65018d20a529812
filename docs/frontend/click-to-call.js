import Keycloak from 'keycloak-js';

const entry = 'http://localhost:8080';
const keycloak = new Keycloak({ url: `${entry}/auth`, realm: 'ramal', clientId: 'ramal-frontend' });
await keycloak.init({ onLoad: 'login-required', pkceMethod: 'S256', checkLoginIframe: false });

// Refreshed when it ends within ten seconds; whoever was away for too long logs in again.
const token = () => keycloak.updateToken(10).then(() => keycloak.token, () => keycloak.login());

export async function call(to) {
  const authorization = `Bearer ${await token()}`;
  const headers = { Authorization: authorization, 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() };
  const answer = await fetch(`${entry}/api/calls`, { method: 'POST', headers, body: JSON.stringify({ to }) });
  if (!answer.ok) throw await answer.json(); // a problem with title, detail and code
  return answer.json();
}

export async function follow(show, lastEventId, wait = 1000) {
  const resume = lastEventId ? `?lastEventId=${lastEventId}` : '';
  const subprotocols = ['bearer-token-carrier', `quarkus-http-upgrade#Authorization#Bearer%20${await token()}`];
  const live = new WebSocket(`${entry.replace('http', 'ws')}/api/calls/live${resume}`, subprotocols);
  live.onmessage = ({ data }) => { const event = JSON.parse(data); lastEventId = event.eventId ?? lastEventId; wait = 1000; show(event); };
  live.onclose = ({ code }) => { // an expired token closes it, too
    if ([1003, 1009, 4401, 4403].includes(code)) show({ type: `Closed ${code}` });
    else setTimeout(() => follow(show, lastEventId, Math.min(2 * wait, 30000)), wait);
  };
}
