package dev.ramal.simulators.telnyx.conferences;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.conferences.TelnyxConference.Participant;
import dev.ramal.simulators.telnyx.legs.Leg;
import dev.ramal.simulators.telnyx.legs.LegEvents;
import dev.ramal.simulators.telnyx.legs.LegLifecycle;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Opens conferences, lets legs in and out, holds and mutes them, and tells about it. */
public final class TelnyxConferences {
  private final SimulatorContext context;
  private final LegEvents events;
  private final LegLifecycle lifecycle;
  private final Map<String, TelnyxConference> known;

  public TelnyxConferences(
      SimulatorContext context,
      LegEvents events,
      LegLifecycle lifecycle,
      Map<String, TelnyxConference> known) {
    this.context = context;
    this.events = events;
    this.lifecycle = lifecycle;
    this.known = known;
  }

  public TelnyxConference open(Leg leg, JsonObject body) {
    TelnyxConference conference =
        new TelnyxConference(leg.account, body.getString("name"), leg, context.now());
    known.put(conference.id, conference);
    events.tell(leg, "conference.created", about(conference, leg));
    join(conference, leg, body);
    return conference;
  }

  public void join(TelnyxConference conference, Leg leg, JsonObject body) {
    if (leg.bridge == conference) {
      return;
    }
    known.values().stream()
        .filter(other -> other.participants.containsKey(leg.controlId))
        .findFirst()
        .ifPresent(other -> leave(other, leg));
    leg.bridge = conference;
    conference.participants.put(leg.controlId, new Participant(leg, body));
    leg.onEnd.add(() -> leave(conference, leg));
    events.tell(leg, "conference.participant.joined", about(conference, leg));
  }

  /** Takes a leg out; nothing happens when it is not in. */
  public void leave(TelnyxConference conference, Leg leg) {
    Participant participant = conference.participants.remove(leg.controlId);
    if (participant == null) {
      return;
    }
    leg.bridge = null;
    events.tell(leg, "conference.participant.left", about(conference, leg));
    if (participant.endsOnExit) {
      end(conference, leg, "host_left");
    } else if (conference.participants.isEmpty()) {
      end(conference, leg, "all_left");
    }
  }

  /** Applies hold or mute to the legs named, or to all when none is. */
  public void change(
      TelnyxConference conference, JsonArray controlIds, Consumer<Participant> change) {
    if (controlIds != null) {
      for (Object id : controlIds) {
        if (!conference.participants.containsKey(id.toString())) {
          throw TelnyxErrors.unprocessable(
              "The call is not a participant of the conference", "/call_control_ids");
        }
      }
    }
    conference.participants.values().stream()
        .filter(one -> controlIds == null || controlIds.contains(one.leg.controlId))
        .forEach(change);
  }

  private void end(TelnyxConference conference, Leg last, String reason) {
    if (conference.over()) {
      return;
    }
    conference.ended = context.now();
    conference.endReason = reason;
    List<Participant> left = List.copyOf(conference.participants.values());
    conference.participants.clear();
    for (Participant participant : left) {
      participant.leg.bridge = null;
      events.tell(
          participant.leg, "conference.participant.left", about(conference, participant.leg));
    }
    events.tell(last, "conference.ended", about(conference, last).put("reason", reason));
    left.forEach(one -> lifecycle.end(one.leg, "normal_clearing", "unknown", "200"));
  }

  private static JsonObject about(TelnyxConference conference, Leg leg) {
    return leg.identity().put("conference_id", conference.id);
  }
}
