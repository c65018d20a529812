/**
 * The pure life of a message: facts in, transitions and events out; no clock, no store, no carrier.
 */
package dev.ramal.messaging.message;
