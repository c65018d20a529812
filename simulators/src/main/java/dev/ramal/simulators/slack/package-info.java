/** A receiver of Slack incoming webhooks. */
package dev.ramal.simulators.slack;
