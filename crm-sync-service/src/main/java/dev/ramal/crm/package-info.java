/**
 * Writes each finished call as one note on the open deal of the person called. {@code activities}
 * takes calls in, {@code delivery} writes notes, {@code sync} shows and redrives what failed.
 */
package dev.ramal.crm;
