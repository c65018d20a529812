/** Threads: one for each contact and channel of an organization. */
package dev.ramal.messaging.conversations;
