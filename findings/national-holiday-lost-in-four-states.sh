#!/usr/bin/env bash
# What: asked for a state of Brazil, date-holidays does not know a holiday that it has for the whole country.
#
# 20 November (Consciência Negra) is a national holiday since 2024 (Lei 14.759/2023); some states had it before.
# Seen with date-holidays 3.37.0 of npm:
#   - new Holidays("BR") has 20 November from 2024 on, and not before: right.
#   - new Holidays("BR", state) has it in 23 of 27 states; in AM, MT, RJ and SP, where there is a state holiday of that
#     day "until 2023", it is missing from 2024 on. The state's rule takes the place of the country's, with its end.
#   - no other public holiday of the country is lost in any state, in 2023 to 2031.
#   - the Python library holidays 0.105 has it from 2024 on in all 28 that it knows (27 states, Fernando de Noronha).
#
# So whoever asks by state, to be more exact, works (or calls) on the national holiday in the two largest markets, and
# only since the law made it national. Unite what the country has with what the state has.
#
# Needs: Node.js, npm, Python 3 with venv. Exits with 1 when the behaviour is another.
set -euo pipefail
npm_version=3.37.0
pip_version=0.105
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund "date-holidays@$npm_version" > /dev/null
cat > ask.js <<'JS'
const Holidays = require('date-holidays');
const days = (holidays, year) => holidays.getHolidays(year)
  .filter((day) => day.type === 'public').map((day) => day.date.slice(0, 10));
const country = new Holidays('BR');
const lost = {};
let before = 0;
for (let year = 2023; year <= 2031; year++) {
  const everywhere = days(country, year);
  if (year < 2024 && everywhere.includes(`${year}-11-20`)) before++;
  for (const state of Object.keys(country.getStates('BR'))) {
    const own = days(new Holidays('BR', state), year);
    for (const day of everywhere.filter((each) => !own.includes(each))) {
      const key = day.slice(5);
      lost[key] = (lost[key] || new Set()).add(`${state}`);
    }
  }
}
const shown = Object.entries(lost).map(([day, states]) => `${day}: ${[...states].sort().join(' ')}`);
console.log(`national before 2024: ${before}; lost by state, 2023 to 2031: ${shown.join('; ') || 'none'}`);
JS
seen=$(node ask.js)
echo "date-holidays $npm_version: $seen"
python3 -m venv venv
venv/bin/pip --quiet --disable-pip-version-check install "holidays==$pip_version"
other=$(venv/bin/python -c '
import holidays
have = [s for s in holidays.Brazil.subdivisions
        if all(f"{y}-11-20" in holidays.Brazil(subdiv=s, years=y) for y in range(2024, 2032))]
print(len(have), "of", len(holidays.Brazil.subdivisions))')
echo "holidays $pip_version: 20 November in $other states"
[ "$seen" = "national before 2024: 0; lost by state, 2023 to 2031: 11-20: AM MT RJ SP" ] || { echo "changed"; exit 1; }
[ "$other" = "28 of 28" ] || { echo "changed"; exit 1; }
echo "as described"
