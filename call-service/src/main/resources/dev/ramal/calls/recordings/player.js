// What opens a recording stands behind the # of the address, which no server sees.
"use strict";

const PLACE = "ramal-player";
const id = location.pathname.split("/").pop();
const show = (name) => { document.getElementById(name).hidden = false; };
const hide = (name) => { document.getElementById(name).hidden = true; };
const say = (text) => { document.getElementById("status").textContent = text; };
const meta = (name) => document.querySelector(`meta[name=${name}]`).content;
const page = location.origin + location.pathname;

function play(link) {
  const audio = document.getElementById("audio");
  audio.src = link.url;
  say("");
  hide("login");
  show("audio");
  if (link.validUntil) {
    const when = new Date(link.validUntil).toLocaleString("pt-BR", { timeZone: "America/Sao_Paulo" });
    document.getElementById("validity").textContent = `Este link vale até ${when} (Brasília).`;
    show("validity");
  }
}

function askToLogIn(text, tenant) {
  say(text);
  document.getElementById("login").onclick = () => logIn(tenant);
  show("login");
}

async function openSigned(key) {
  const answer = await fetch(`/media/player/${id}/link`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      tenant: key.get("tenant"),
      expires: Number(key.get("expires")),
      signature: key.get("signature"),
    }),
  });
  if (answer.ok) {
    play(await answer.json());
  } else if (answer.status === 404) {
    say("Esta gravação foi apagada.");
  } else {
    askToLogIn("Este link venceu ou não vale. Entre para ouvir a gravação.", key.get("tenant"));
  }
}

const base64 = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const random = () => base64(crypto.getRandomValues(new Uint8Array(32)));

// Authorization code with PKCE; the code comes back behind the #, too.
async function logIn(tenant) {
  const verifier = random();
  const state = random();
  sessionStorage.setItem(PLACE, JSON.stringify({ verifier, state, tenant }));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  location.assign(`${meta("authority")}/protocol/openid-connect/auth?` + new URLSearchParams({
    response_type: "code",
    response_mode: "fragment",
    scope: "openid",
    client_id: meta("client"),
    redirect_uri: page,
    state,
    code_challenge: base64(digest),
    code_challenge_method: "S256",
  }));
}

async function openLoggedIn(returned) {
  const left = JSON.parse(sessionStorage.getItem(PLACE) || "{}");
  sessionStorage.removeItem(PLACE);
  history.replaceState(null, "", left.tenant ? `${page}#tenant=${left.tenant}` : page);
  if (!left.state || left.state !== returned.get("state") || !returned.get("code")) {
    askToLogIn("O acesso não foi concluído.", left.tenant);
    return;
  }
  const token = await fetch(`${meta("authority")}/protocol/openid-connect/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: meta("client"),
      redirect_uri: page,
      code: returned.get("code"),
      code_verifier: left.verifier,
    }),
  });
  if (!token.ok) {
    askToLogIn("O acesso não foi concluído.", left.tenant);
    return;
  }
  const headers = { Authorization: `Bearer ${(await token.json()).access_token}` };
  if (left.tenant) {
    headers["X-Org-Id"] = left.tenant;
  }
  const answer = await fetch(`/api/recordings/${id}/media`, { headers });
  if (answer.ok) {
    play(await answer.json());
  } else {
    say("A gravação não existe ou você não pode ouvi-la.");
  }
}

const given = new URLSearchParams(location.hash.slice(1));
const opened = given.has("state")
  ? openLoggedIn(given)
  : given.has("signature")
    ? openSigned(given)
    : Promise.resolve(askToLogIn("Entre para ouvir a gravação.", given.get("tenant")));
opened.catch(() => say("Não foi possível abrir a gravação. Tente de novo."));
