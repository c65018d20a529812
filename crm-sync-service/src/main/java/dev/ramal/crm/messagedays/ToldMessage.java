package dev.ramal.crm.messagedays;

import dev.ramal.events.Channel;
import java.time.Instant;

/**
 * A message as a note tells it.
 *
 * @param inbound whether the person wrote it
 * @param body one line, shortened; null when only its failure was heard of
 * @param agentName null when unknown
 * @param failure why it did not arrive, pt-BR; null when it did, as far as known
 */
public record ToldMessage(
    Instant writtenAt,
    Channel channel,
    boolean inbound,
    String body,
    String agentName,
    String failure) {}
