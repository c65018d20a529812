#!/usr/bin/env bash
# Connects the organization aurora to a made-up Twilio account and CRM account of the simulators, with one person to call.
# Run it after `docker compose up`, and again whenever the simulators were started anew: they keep nothing. What was made
# up is kept in .seed, so that nothing is connected twice.
set -euo pipefail
deploy=$(dirname "$0")
kept=${RAMAL_SEED:-$deploy/../.seed}
api=${RAMAL_API:-http://localhost:8080}
control=${RAMAL_SIMULATORS:-http://localhost:4010}/_sim
hooks=${RAMAL_WEBHOOKS_BASE_URL:-http://api-gateway:8080}/webhooks
number=+551140028922
lead=+5511987654321
hex() { head -c "$1" /dev/urandom | od -An -tx1 | tr -d ' \n'; }
send() { curl -fsS -X "$1" -H 'Content-Type: application/json' "${@:3}" -d @- "$2"; }
id() { grep -o '"id" *: *"[^"]*"' | head -1 | cut -d'"' -f4; }
as_carla=(-H "Authorization: Bearer $("$deploy/token.sh" carla)")

sid=AC$(hex 16) token=$(hex 16) connection='' contact=$(hex 12) deal=$(hex 12)
[ ! -f "$kept" ] || . "$kept"
if [ -n "$connection" ]; then # new databases know nothing of what was kept of old ones
  known=$(curl -fsS "${as_carla[@]}" "$api/api/carriers")
  case "$known" in *"\"$connection\""*) ;; *) connection='' ;; esac
fi
account="\"authToken\":\"$token\",\"numbers\":[\"$number\"]"
send PUT "$control/twilio/accounts/$sid" <<<"{$account}" >/dev/null
[ -n "$connection" ] || connection=$(send POST "$api/api/carriers" "${as_carla[@]}" \
  <<<"{\"carrier\":\"twilio\",\"accountSid\":\"$sid\",$account}" | id)
curl -fsS -X POST "${as_carla[@]}" "$api/api/carriers/$connection/check" >/dev/null # on, should the first look have been too slow
(umask 077 && echo "sid=$sid token=$token connection=$connection contact=$contact deal=$deal" >"$kept")
send PUT "$control/twilio/accounts/$sid" \
  <<<"{$account,\"smsUrl\":\"$hooks/twilio/$connection/incoming-message\"}" >/dev/null
send PUT "$api/api/settings/voice" "${as_carla[@]}" <<<'{"carrier":"twilio","record":true}' >/dev/null

send POST "$control/rdstation/contacts?crm=aurora" \
  <<<"{\"id\":\"$contact\",\"name\":\"Lia Lima\",\"phones\":[{\"phone\":\"$lead\",\"type\":\"mobile\"}]}" >/dev/null
send POST "$control/rdstation/deals?crm=aurora" \
  <<<"{\"id\":\"$deal\",\"name\":\"Plano anual de Lia Lima\",\"contact_ids\":[\"$contact\"]}" >/dev/null
client=$(hex 16) secret=$(hex 16) refresh=$(hex 24)
send PUT "$control/rdstation/accounts/$client" \
  <<<"{\"clientSecret\":\"$secret\",\"refreshToken\":\"$refresh\",\"crm\":\"aurora\"}" >/dev/null
send PUT "$api/api/crm/connection" "${as_carla[@]}" \
  <<<"{\"clientId\":\"$client\",\"clientSecret\":\"$secret\",\"refreshToken\":\"$refresh\"}" >/dev/null
echo "connected: Twilio number $number; call $lead"
