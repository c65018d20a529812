/** What was written, as clients read it: messages and threads. */
package dev.ramal.messaging.history;
