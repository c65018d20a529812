package dev.ramal.calls.commands;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegAction;
import dev.ramal.events.Carrier;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Job;
import java.time.Instant;

/**
 * One stored command.
 *
 * @param id a UUID; stable over every repetition
 * @param attempts how often it was claimed for sending, this time included
 * @param sentAt when it was last claimed for sending
 */
public record Command(
    TenantId tenant,
    String id,
    CallId call,
    LegAction.Kind kind,
    LegName leg,
    Carrier carrier,
    String connectionId,
    CommandPayload payload,
    int attempts,
    Instant sentAt) {

  public static Command of(Job job) {
    StoredCommand stored = job.payload(StoredCommand.class);
    return new Command(
        job.tenant(),
        job.id(),
        CallId.of(job.subject()),
        LegAction.Kind.valueOf(job.kind()),
        LegName.find(stored.leg()),
        Carrier.of(stored.carrier()),
        job.account(),
        stored.with(),
        job.attempt(),
        job.sentAt());
  }

  /** Dialling costs money and rings a phone: it is never repeated on a guess. */
  public boolean isDial() {
    return kind == LegAction.Kind.DIAL;
  }

  /** The agent's leg makes the conference, the lead's only joins it. */
  public boolean makesConference() {
    return kind == LegAction.Kind.JOIN && leg == LegName.AGENT;
  }
}
