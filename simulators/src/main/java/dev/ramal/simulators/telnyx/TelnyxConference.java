package dev.ramal.simulators.telnyx;

import dev.ramal.simulators.stage.Ids;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A conference and who is in it. Confined to the loop. */
final class TelnyxConference {
  final String id = Ids.uuid();
  final TelnyxAccount account;
  final String name;
  final Leg opener;
  final Instant created;
  final Map<String, Participant> participants = new LinkedHashMap<>();
  Instant ended;
  String endReason;

  TelnyxConference(TelnyxAccount account, String name, Leg opener, Instant created) {
    this.account = account;
    this.name = name;
    this.opener = opener;
    this.created = created;
  }

  /** A leg in the conference. */
  static final class Participant {
    final Leg leg;
    final boolean endsOnExit;
    boolean hold;
    boolean muted;

    Participant(Leg leg, JsonObject wishes) {
      this.leg = leg;
      this.endsOnExit = wishes.getBoolean("end_conference_on_exit", false);
      this.hold = wishes.getBoolean("hold", false);
      this.muted = wishes.getBoolean("mute", false);
    }
  }

  boolean over() {
    return ended != null;
  }

  boolean openedBy(Leg leg) {
    return opener == leg;
  }

  List<Leg> others(Leg leg) {
    return participants.values().stream()
        .map(participant -> participant.leg)
        .filter(other -> other != leg)
        .toList();
  }

  JsonObject resource() {
    return new JsonObject()
        .put("record_type", "conference")
        .put("id", id)
        .put("name", name)
        .put("connection_id", account.connectionId())
        .put("status", over() ? "completed" : "in_progress")
        .put("end_reason", endReason)
        .put("region", "br")
        .put("created_at", TelnyxTime.voice(created))
        .put("updated_at", TelnyxTime.voice(over() ? ended : created))
        .put("expires_at", TelnyxTime.voice(created.plus(Duration.ofHours(4))));
  }

  JsonObject resource(Participant participant) {
    return new JsonObject()
        .put("record_type", "participant")
        .put("id", participant.leg.id)
        .put("call_control_id", participant.leg.controlId)
        .put("call_leg_id", participant.leg.id)
        .put("conference", new JsonObject().put("id", id).put("name", name))
        .put("muted", participant.muted)
        .put("on_hold", participant.hold)
        .put("end_conference_on_exit", participant.endsOnExit)
        .put("status", "joined");
  }
}
