/** What of the threads nobody has read yet. */
package dev.ramal.messaging.unread;
