/** What carriers charge, as billing has it. */
package dev.ramal.events.tariffs;
