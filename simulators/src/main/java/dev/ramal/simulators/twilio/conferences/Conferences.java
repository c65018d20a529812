package dev.ramal.simulators.twilio.conferences;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.TwilioSignature;
import dev.ramal.simulators.twilio.api.TwilioTime;
import dev.ramal.simulators.twilio.calls.TwilioCall;
import dev.ramal.simulators.twilio.conferences.Conference.Participant;
import dev.ramal.simulators.twilio.recordings.RecordingWishes;
import dev.ramal.simulators.twilio.recordings.TwilioRecordings;
import dev.ramal.simulators.twilio.webhooks.TwilioWebhooks;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import java.util.List;
import java.util.Map;

/** Lets legs in and out of conferences and tells about it, as far as the first one subscribed. */
public final class Conferences {
  private final SimulatorContext context;
  private final TwilioWebhooks webhooks;
  private final TwilioRecordings recordings;
  private final Map<String, Conference> known;
  private WaitingRoom waitingRoom;

  public Conferences(
      SimulatorContext context,
      TwilioWebhooks webhooks,
      TwilioRecordings recordings,
      Map<String, Conference> known) {
    this.context = context;
    this.webhooks = webhooks;
    this.recordings = recordings;
    this.known = known;
  }

  /** Closes the circle: what is heard while waiting is asked for as any instruction. */
  public void plays(WaitingRoom room) {
    waitingRoom = room;
  }

  /** The conference by sid, or the one of that name that is not over; null when there is none. */
  public Conference find(TwilioAccount account, String sidOrName) {
    return known.values().stream()
        .filter(conference -> conference.account.sid().equals(account.sid()))
        .filter(
            conference ->
                conference.sid.equals(sidOrName)
                    || (conference.name.equals(sidOrName) && !conference.over()))
        .findFirst()
        .orElse(null);
  }

  /**
   * Lets a leg in.
   *
   * @param attributes of the Conference noun
   * @param onLeft runs when the leg is out again, for whatever reason but its own end
   */
  public void join(TwilioCall call, String name, Map<String, String> attributes, Runnable onLeft) {
    Conference conference = find(call.account, name);
    if (conference == null) {
      conference = new Conference(call.account, name, attributes, context.now());
      conference.opener = call.sid;
      known.put(conference.sid, conference);
    }
    Participant participant = new Participant(call, attributes, context.now(), onLeft);
    conference.participants.put(call.sid, participant);
    call.bridge = conference;
    Conference joined = conference;
    call.onEnd.add(() -> leave(joined, call, "participant_hung_up"));
    tell(conference, "participant-join", participant, new Fields());
    boolean starts =
        participant.startsOnEnter
            && "init".equals(conference.status)
            && conference.participants.size() >= 2;
    if (starts) {
      start(conference, call);
    } else if (attributes.get("waitUrl") != null && "init".equals(conference.status)) {
      waitingRoom.play(
          call,
          WebhookTarget.of(attributes.get("waitUrl"), attributes.get("waitMethod")),
          () -> "init".equals(joined.status) && joined.participants.containsKey(call.sid));
    }
  }

  private void start(Conference conference, TwilioCall call) {
    conference.status = "in-progress";
    tell(conference, "conference-start", null, new Fields());
    if ("record-from-start".equals(conference.attributes.get("record"))) {
      Fields wishes = RecordingWishes.of(conference.attributes);
      conference.recording = recordings.start(call.voice(), "Conference", conference.sid, wishes);
    }
  }

  /** Takes a leg out of the conference it is in. */
  public void leave(TwilioCall call) {
    known.values().stream()
        .filter(conference -> conference.participants.containsKey(call.sid))
        .findFirst()
        .ifPresent(conference -> leave(conference, call, "participant_left"));
  }

  /** Takes a leg out; nothing happens when it is not in. */
  public void leave(Conference conference, TwilioCall call, String reason) {
    Participant participant = conference.participants.remove(call.sid);
    if (participant == null) {
      return;
    }
    call.bridge = null;
    tell(
        conference,
        "participant-leave",
        participant,
        new Fields().add("ReasonParticipantLeft", reason));
    if (participant.endsOnExit) {
      end(conference, "participant-with-end-conference-on-exit-left", call.sid);
    } else if (conference.participants.isEmpty()) {
      end(conference, "last-participant-left", call.sid);
    }
    if (call.live()) {
      participant.onLeft.run();
    }
  }

  /** Ends the conference; whoever is still in goes on with the next verb. */
  public void end(Conference conference, String reason, String callSid) {
    if (conference.over()) {
      return;
    }
    conference.status = "completed";
    conference.reasonEnded = reason;
    conference.endedBy = callSid;
    conference.updated = context.now();
    List<Participant> left = List.copyOf(conference.participants.values());
    conference.participants.clear();
    for (Participant participant : left) {
      participant.call.bridge = null;
      tell(
          conference,
          "participant-leave",
          participant,
          new Fields().add("ReasonParticipantLeft", "conference_ended"));
    }
    tell(
        conference,
        "conference-end",
        null,
        new Fields()
            .add("ReasonConferenceEnded", reason)
            .setIfPresent("CallSidEndingConference", callSid));
    if (conference.recording != null) {
      recordings.finish(conference.recording);
    }
    left.stream().filter(p -> p.call.live()).forEach(p -> p.onLeft.run());
  }

  public void mute(Conference conference, Participant participant, boolean muted) {
    if (participant.muted != muted) {
      participant.muted = muted;
      tell(
          conference, muted ? "participant-mute" : "participant-unmute", participant, new Fields());
    }
  }

  public void hold(Conference conference, Participant participant, boolean hold) {
    if (participant.hold != hold) {
      participant.hold = hold;
      tell(conference, hold ? "participant-hold" : "participant-unhold", participant, new Fields());
    }
  }

  /** An announcement to one participant is over, or there was nothing to hear. */
  public void announced(Conference conference, Participant participant, boolean played) {
    tell(conference, played ? "announcement-end" : "announcement-fail", participant, new Fields());
  }

  private void tell(Conference conference, String event, Participant participant, Fields more) {
    conference.updated = context.now();
    int sequence = ++conference.sequence;
    String url = conference.attributes.get("statusCallback");
    if (url == null || !subscribed(conference, event)) {
      return;
    }
    Fields fields =
        new Fields()
            .add("AccountSid", conference.account.sid())
            .add("ConferenceSid", conference.sid)
            .add("FriendlyName", conference.name)
            .add("StatusCallbackEvent", event)
            .add("SequenceNumber", String.valueOf(sequence))
            .add("Timestamp", TwilioTime.rfc2822(context.now()));
    if (participant != null) {
      fields
          .add("CallSid", participant.call.sid)
          .add("Muted", String.valueOf(participant.muted))
          .add("Hold", String.valueOf(participant.hold))
          .add("Coaching", "false")
          .add("StartConferenceOnEnter", String.valueOf(participant.startsOnEnter))
          .add("EndConferenceOnExit", String.valueOf(participant.endsOnExit))
          .setIfPresent("ParticipantLabel", participant.label);
    }
    webhooks.send(
        conference.account,
        TwilioSignature.Product.VOICE,
        WebhookTarget.of(url, conference.attributes.get("statusCallbackMethod")),
        "conference-status",
        event,
        participant == null ? conference.sid : participant.call.sid,
        fields.addAll(more));
  }

  private static boolean subscribed(Conference conference, String event) {
    String wished = conference.attributes.getOrDefault("statusCallbackEvent", "start end");
    if (event.startsWith("announcement-")) {
      return List.of(wished.split(" ")).contains("announcement");
    }
    String token =
        event.substring(event.indexOf('-') + 1).replace("unmute", "mute").replace("unhold", "hold");
    return List.of(wished.split(" ")).contains(token);
  }
}
