package dev.ramal.crm.changes;

import java.time.Instant;

/**
 * What we wrote last to a part of a deal.
 *
 * @param callEndedAt of the call that it told of
 */
record OurPart(String value, Instant callEndedAt) {}
