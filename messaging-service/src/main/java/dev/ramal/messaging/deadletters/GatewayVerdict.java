package dev.ramal.messaging.deadletters;

/**
 * What today's gateway says of a quarantined callback.
 *
 * @param complaint why it would be quarantined anew; null where it is understood
 */
record GatewayVerdict(String complaint) {}
