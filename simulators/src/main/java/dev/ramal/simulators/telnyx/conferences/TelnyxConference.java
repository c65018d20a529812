package dev.ramal.simulators.telnyx.conferences;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import dev.ramal.simulators.telnyx.legs.Bridge;
import dev.ramal.simulators.telnyx.legs.Leg;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A conference and who is in it. Confined to the loop. */
public final class TelnyxConference implements Bridge {
  public final String id = Ids.uuid();
  public final TelnyxAccount account;
  public final String name;
  public final Leg opener;
  public final Instant created;
  public final Map<String, Participant> participants = new LinkedHashMap<>();
  public Instant ended;
  public String endReason;

  public TelnyxConference(TelnyxAccount account, String name, Leg opener, Instant created) {
    this.account = account;
    this.name = name;
    this.opener = opener;
    this.created = created;
  }

  /** A leg in the conference. */
  public static final class Participant {
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

  public boolean over() {
    return ended != null;
  }

  @Override
  public boolean openedBy(Leg leg) {
    return opener == leg;
  }

  @Override
  public List<Leg> others(Leg leg) {
    return participants.values().stream()
        .map(participant -> participant.leg)
        .filter(other -> other != leg)
        .toList();
  }

  public JsonObject resource() {
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

  public JsonObject resource(Participant participant) {
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
