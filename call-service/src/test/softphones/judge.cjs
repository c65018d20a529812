// Hands a token to the library that browsers use, as far as it runs without a browser, and prints what it made of it:
// node judge.cjs twilio|telnyx TOKEN
const [carrier, token] = process.argv.slice(2);
const print = console.log;
const nothing = () => {};

// What the libraries look for when they are loaded and constructed. Neither learns anything of the token from it.
globalThis.window = globalThis;
globalThis.document = { addEventListener: nothing, removeEventListener: nothing, createElement: () => ({}), body: {} };
globalThis.location = { href: "https://localhost/", protocol: "https:", search: "" };
globalThis.addEventListener = nothing;
globalThis.removeEventListener = nothing;
const mediaDevices = {
  addEventListener: nothing,
  removeEventListener: nothing,
  enumerateDevices: async () => [],
  getUserMedia: async () => ({}),
};
Object.defineProperty(globalThis, "navigator", { value: { userAgent: "node", platform: "node", mediaDevices }, configurable: true });
console.log = console.info = console.warn = nothing;

function refusal(work) {
  try {
    work();
    return null;
  } catch (e) {
    return e.name;
  }
}

// Twilio's library reads nothing in a token: its servers do. It takes a text.
function twilio() {
  const { Device } = require("@twilio/voice-sdk");
  const device = new Device(token, { logLevel: "silent" });
  return { token: device.token, refusesNumber: refusal(() => device.updateToken(5)) };
}

// Telnyx's reads when the token ends, to warn before; one that it cannot read, or that is over, it passes by.
function telnyx() {
  const { TelnyxRTC } = require("@telnyx/webrtc");
  const client = new TelnyxRTC({ login_token: token });
  client._checkTokenExpiry();
  const timer = client._tokenExpiryTimeout;
  return { token: client.options.login_token, warnsInMillis: timer === null ? null : timer._idleTimeout };
}

print(JSON.stringify(carrier === "twilio" ? twilio() : telnyx()));
process.exit(0);
