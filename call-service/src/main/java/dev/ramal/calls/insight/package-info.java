/** What calls amount to: totals by agent, campaign, hour, carrier, area code and outcome. */
package dev.ramal.calls.insight;
