package dev.ramal.simulators.twilio.conferences;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.ApiVersion;
import dev.ramal.simulators.twilio.api.TwilioTime;
import dev.ramal.simulators.twilio.calls.Bridge;
import dev.ramal.simulators.twilio.calls.TwilioCall;
import dev.ramal.simulators.twilio.recordings.TwilioRecording;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A conference and who is in it. Confined to the loop. */
public final class Conference implements Bridge {
  public final String sid = Ids.sid("CF");
  public final TwilioAccount account;
  public final String name;
  public final Instant created;
  public final Map<String, Participant> participants = new LinkedHashMap<>();
  public final Map<String, String> attributes;
  public String status = "init";
  public Instant updated;
  public int sequence;
  public String opener;
  public String reasonEnded;
  public String endedBy;
  public TwilioRecording recording;

  public Conference(
      TwilioAccount account, String name, Map<String, String> attributes, Instant created) {
    this.account = account;
    this.name = name;
    this.attributes = attributes;
    this.created = created;
    this.updated = created;
  }

  /** A leg in the conference. */
  public static final class Participant {
    final TwilioCall call;
    final String label;
    final boolean startsOnEnter;
    final Instant joined;
    final Runnable onLeft;
    boolean endsOnExit;
    boolean muted;
    boolean hold;

    Participant(TwilioCall call, Map<String, String> attributes, Instant joined, Runnable onLeft) {
      this.call = call;
      this.label = attributes.get("participantLabel");
      this.startsOnEnter = !"false".equals(attributes.get("startConferenceOnEnter"));
      this.endsOnExit = "true".equals(attributes.get("endConferenceOnExit"));
      this.muted = "true".equals(attributes.get("muted"));
      this.joined = joined;
      this.onLeft = onLeft;
    }
  }

  public boolean over() {
    return "completed".equals(status);
  }

  @Override
  public boolean openedBy(TwilioCall call) {
    return call.sid.equals(opener);
  }

  @Override
  public List<TwilioCall> others(TwilioCall call) {
    return participants.values().stream()
        .map(participant -> participant.call)
        .filter(other -> other != call)
        .toList();
  }

  public JsonObject resource() {
    String uri = "/2010-04-01/Accounts/" + account.sid() + "/Conferences/" + sid;
    return new JsonObject()
        .put("sid", sid)
        .put("account_sid", account.sid())
        .put("friendly_name", name)
        .put("status", status)
        .put("region", "br1")
        .put("api_version", ApiVersion.DATE)
        .put("date_created", TwilioTime.rfc2822(created))
        .put("date_updated", TwilioTime.rfc2822(updated))
        .put("reason_conference_ended", reasonEnded)
        .put("call_sid_ending_conference", endedBy)
        .put("uri", uri + ".json")
        .put(
            "subresource_uris",
            new JsonObject()
                .put("participants", uri + "/Participants.json")
                .put("recordings", uri + "/Recordings.json"));
  }

  public JsonObject resource(Participant participant) {
    return new JsonObject()
        .put("account_sid", account.sid())
        .put("call_sid", participant.call.sid)
        .put("conference_sid", sid)
        .put("label", participant.label)
        .put("muted", participant.muted)
        .put("hold", participant.hold)
        .put("coaching", false)
        .put("call_sid_to_coach", null)
        .put("end_conference_on_exit", participant.endsOnExit)
        .put("start_conference_on_enter", participant.startsOnEnter)
        .put("status", "connected")
        .put("queue_time", null)
        .put("date_created", TwilioTime.rfc2822(participant.joined))
        .put("date_updated", TwilioTime.rfc2822(updated))
        .put(
            "uri",
            "/2010-04-01/Accounts/"
                + account.sid()
                + "/Conferences/"
                + sid
                + "/Participants/"
                + participant.call.sid
                + ".json");
  }
}
