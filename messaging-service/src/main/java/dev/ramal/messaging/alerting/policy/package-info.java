/** Whom an organization's alerts are told, in which order, and how often. */
package dev.ramal.messaging.alerting.policy;
