/** Contacts who want no more messages on a channel. */
package dev.ramal.messaging.optouts;
