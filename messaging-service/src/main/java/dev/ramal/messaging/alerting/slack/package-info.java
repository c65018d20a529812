/** Slack's incoming webhooks: where they may lead, what is posted, what an answer means. */
package dev.ramal.messaging.alerting.slack;
