/** What needs a person: grouped, told step by step until somebody takes care of it. */
package dev.ramal.messaging.alerting;
