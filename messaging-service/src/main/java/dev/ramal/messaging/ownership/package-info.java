/** Whose threads are. */
package dev.ramal.messaging.ownership;
