/** What is earned with usage: by organization, agent, campaign, carrier and meter. */
package dev.ramal.billing.margin;
