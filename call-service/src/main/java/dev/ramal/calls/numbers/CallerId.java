package dev.ramal.calls.numbers;

import dev.ramal.events.E164;

/**
 * A number that a call may show.
 *
 * @param connectionId of its account
 * @param kind whose it is: the agent's, the campaign's; null for the pool
 * @param rests whether it is left out for a while
 * @param used how often it was given on the day
 */
record CallerId(
    String id, String connectionId, E164 number, Assignment.Kind kind, boolean rests, int used) {}
