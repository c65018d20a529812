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

export async function follow(show, lastEventId) {
  const resume = lastEventId ? `?lastEventId=${lastEventId}` : '';
  const subprotocols = ['bearer-token-carrier', `quarkus-http-upgrade#Authorization#Bearer%20${await token()}`];
  const live = new WebSocket(`${entry.replace('http', 'ws')}/api/calls/live${resume}`, subprotocols);
  live.onmessage = ({ data }) => { const event = JSON.parse(data); lastEventId = event.eventId ?? lastEventId; show(event); };
  live.onclose = () => setTimeout(() => follow(show, lastEventId), 1000); // an expired token closes it, too
}
