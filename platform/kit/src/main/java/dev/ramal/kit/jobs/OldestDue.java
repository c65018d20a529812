package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;

/**
 * What of a queue is due for an account.
 *
 * @param account at the other side, whose limits count; empty for none
 * @param seconds for which the oldest has been waiting to be sent, zero or more
 * @param position changes with each job that is taken; null where it is known why none is: the
 *     account lets nothing pass now, or each waits for another one of its order
 */
record OldestDue(TenantId tenant, String account, double seconds, Long position) {}
