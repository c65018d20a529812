/** A batch of records applied once: inbox, transaction, retries and dead letters. */
package dev.ramal.kit.consuming;
