package dev.ramal.crm.activities;

import dev.ramal.kit.consuming.BatchHandler;

/**
 * Hears what it is concerned with of calls.events.v1, in the same sets and transactions as the
 * notes of calls, after them. To be a bean is its registration.
 */
public interface CallEventsHandler extends BatchHandler {}
