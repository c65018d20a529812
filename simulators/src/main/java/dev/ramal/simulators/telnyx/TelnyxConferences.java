package dev.ramal.simulators.telnyx;

import dev.ramal.simulators.stage.Stage;
import dev.ramal.simulators.telnyx.TelnyxConference.Participant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/** Opens conferences, lets legs in and out, holds and mutes them, and tells about it. */
final class TelnyxConferences {
  private final Stage stage;
  private final TelnyxWebhooks webhooks;
  private final LegLifecycle lifecycle;
  private final TelnyxStore store;

  TelnyxConferences(
      Stage stage, TelnyxWebhooks webhooks, LegLifecycle lifecycle, TelnyxStore store) {
    this.stage = stage;
    this.webhooks = webhooks;
    this.lifecycle = lifecycle;
    this.store = store;
  }

  TelnyxConference open(Leg leg, JsonObject body) {
    TelnyxConference conference =
        new TelnyxConference(leg.account, body.getString("name"), leg, stage.now());
    store.conferences.put(conference.id, conference);
    webhooks.voice(leg, "conference.created", about(conference, leg));
    join(conference, leg, body);
    return conference;
  }

  void join(TelnyxConference conference, Leg leg, JsonObject body) {
    if (leg.conference == conference) {
      return;
    }
    if (leg.conference != null) {
      leave(leg.conference, leg);
    }
    leg.conference = conference;
    conference.participants.put(leg.controlId, new Participant(leg, body));
    leg.onEnd.add(() -> leave(conference, leg));
    webhooks.voice(leg, "conference.participant.joined", about(conference, leg));
  }

  /** Takes a leg out; nothing happens when it is not in. */
  void leave(TelnyxConference conference, Leg leg) {
    Participant participant = conference.participants.remove(leg.controlId);
    if (participant == null) {
      return;
    }
    leg.conference = null;
    webhooks.voice(leg, "conference.participant.left", about(conference, leg));
    if (participant.endsOnExit) {
      end(conference, leg, "host_left");
    } else if (conference.participants.isEmpty()) {
      end(conference, leg, "all_left");
    }
  }

  /** Applies hold or mute to the legs named, or to all when none is. */
  void change(TelnyxConference conference, JsonArray controlIds, Consumer<Participant> change) {
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
    conference.ended = stage.now();
    conference.endReason = reason;
    List<Participant> left = List.copyOf(conference.participants.values());
    conference.participants.clear();
    for (Participant participant : left) {
      participant.leg.conference = null;
      webhooks.voice(
          participant.leg, "conference.participant.left", about(conference, participant.leg));
    }
    webhooks.voice(last, "conference.ended", about(conference, last).put("reason", reason));
    left.forEach(one -> lifecycle.end(one.leg, "normal_clearing", "unknown", "200"));
  }

  private static JsonObject about(TelnyxConference conference, Leg leg) {
    return leg.identity().put("conference_id", conference.id);
  }
}
