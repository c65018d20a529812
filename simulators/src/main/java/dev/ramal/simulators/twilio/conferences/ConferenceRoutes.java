package dev.ramal.simulators.twilio.conferences;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.TwilioPage;
import dev.ramal.simulators.twilio.api.TwilioTime;
import dev.ramal.simulators.twilio.conferences.Conference.Participant;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code Conferences} and their {@code Participants}: list, fetch, hold, mute, end, remove. */
public final class ConferenceRoutes {
  private static final Set<String> FILTERS =
      Set.of(
          "DateCreated",
          "DateCreated<",
          "DateCreated>",
          "DateUpdated",
          "DateUpdated<",
          "DateUpdated>",
          "FriendlyName",
          "Status",
          "PageSize",
          "Page",
          "PageToken");
  private static final Set<String> PARTICIPANT_FILTERS =
      Set.of("Muted", "Hold", "PageSize", "Page", "PageToken");
  private static final Set<String> CONFERENCE_UPDATE =
      Set.of("Status", "AnnounceUrl", "AnnounceMethod");
  private static final Set<String> PARTICIPANT_UPDATE =
      Set.of(
          "Muted",
          "Hold",
          "HoldUrl",
          "HoldMethod",
          "AnnounceUrl",
          "AnnounceMethod",
          "WaitUrl",
          "WaitMethod",
          "BeepOnExit",
          "EndConferenceOnExit",
          "Coaching",
          "CallSidToCoach");
  private static final List<String> BOOLEANS = List.of("true", "false");

  private final TwilioAccounts accounts;
  private final Map<String, Conference> known;
  private final Conferences conferences;
  private final Announcer announcer;

  public ConferenceRoutes(
      TwilioAccounts accounts,
      Map<String, Conference> known,
      Conferences conferences,
      Announcer announcer) {
    this.accounts = accounts;
    this.known = known;
    this.conferences = conferences;
    this.announcer = announcer;
  }

  public void mount(SimulatorServer server, String base) {
    String one = base + "/Conferences/:conference";
    server
        .route("GET", base + "/Conferences.json", this::list)
        .route("GET", one + "/Participants.json", this::participants)
        .route("GET", one + "/Participants/:call.json", this::participant)
        .route("POST", one + "/Participants/:call.json", this::change)
        .route("DELETE", one + "/Participants/:call.json", this::remove)
        .route("GET", one + ".json", this::fetch)
        .route("POST", one + ".json", this::update);
  }

  private void list(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    Fields query = exchange.query();
    FormRules.onlyKnown(query, FILTERS);
    String name = query.get("FriendlyName");
    String status = query.get("Status");
    TwilioPage.answer(
        exchange,
        "conferences",
        known.values().stream()
            .filter(conference -> conference.account.sid().equals(account.sid()))
            .filter(one -> TwilioTime.meets(query, "DateCreated", one.created))
            .filter(one -> TwilioTime.meets(query, "DateUpdated", one.updated))
            .filter(conference -> name == null || conference.name.equals(name))
            .filter(conference -> status == null || conference.status.equals(status))
            .map(Conference::resource)
            .toList());
  }

  private void fetch(Exchange exchange) {
    exchange.answer(200, asked(exchange).resource());
  }

  private void update(Exchange exchange) {
    Conference conference = asked(exchange);
    Fields form = exchange.form();
    FormRules.onlyKnown(form, CONFERENCE_UPDATE);
    FormRules.oneOf(form, "Status", List.of("completed"));
    if (form.get("Status") != null) {
      conferences.end(conference, "conference-ended-via-api", null);
    }
    exchange.answer(200, conference.resource());
  }

  private void participants(Exchange exchange) {
    Conference conference = asked(exchange);
    Fields query = exchange.query();
    FormRules.onlyKnown(query, PARTICIPANT_FILTERS);
    String muted = query.get("Muted");
    String hold = query.get("Hold");
    TwilioPage.answer(
        exchange,
        "participants",
        conference.participants.values().stream()
            .filter(one -> muted == null || muted.equals(String.valueOf(one.muted)))
            .filter(one -> hold == null || hold.equals(String.valueOf(one.hold)))
            .map(conference::resource)
            .toList());
  }

  private void participant(Exchange exchange) {
    Conference conference = asked(exchange);
    exchange.answer(200, conference.resource(asked(exchange, conference)));
  }

  private void change(Exchange exchange) {
    Conference conference = asked(exchange);
    Participant participant = asked(exchange, conference);
    Fields form = exchange.form();
    FormRules.onlyKnown(form, PARTICIPANT_UPDATE);
    FormRules.oneOf(form, "Muted", BOOLEANS);
    FormRules.oneOf(form, "Hold", BOOLEANS);
    FormRules.oneOf(form, "EndConferenceOnExit", BOOLEANS);
    FormRules.callable(form, "HoldUrl", "AnnounceUrl", "WaitUrl");
    if (form.get("Muted") != null) {
      conferences.mute(conference, participant, Boolean.parseBoolean(form.get("Muted")));
    }
    boolean wasOnHold = participant.hold;
    if (form.get("Hold") != null) {
      boolean hold = Boolean.parseBoolean(form.get("Hold"));
      conferences.hold(conference, participant, hold);
      if (hold) {
        playWhileOnHold(conference, participant, form);
      }
    }
    if (form.get("EndConferenceOnExit") != null && !wasOnHold) {
      // Of a participant on hold the real one takes the wish without an error and forgets it.
      participant.endsOnExit = Boolean.parseBoolean(form.get("EndConferenceOnExit"));
    }
    if (form.get("AnnounceUrl") != null) {
      WebhookTarget target =
          WebhookTarget.of(form.get("AnnounceUrl"), form.get("AnnounceMethod", "POST"));
      announcer.announce(
          participant.call,
          target,
          about(conference),
          played -> conferences.announced(conference, participant, played));
    }
    exchange.answer(200, conference.resource(participant));
  }

  /** Without an address there is music of Twilio's own. */
  private void playWhileOnHold(Conference conference, Participant participant, Fields form) {
    if (form.get("HoldUrl") == null) {
      participant.call.heard.add("music");
    } else {
      WebhookTarget target = WebhookTarget.of(form.get("HoldUrl"), form.get("HoldMethod", "GET"));
      announcer.announce(participant.call, target, about(conference), played -> {});
    }
  }

  private static Fields about(Conference conference) {
    return new Fields().add("ConferenceSid", conference.sid).add("FriendlyName", conference.name);
  }

  private void remove(Exchange exchange) {
    Conference conference = asked(exchange);
    Participant participant = asked(exchange, conference);
    conferences.leave(conference, participant.call, "participant_removed");
    exchange.answer(204);
  }

  private Conference asked(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    Conference conference = conferences.find(account, exchange.pathParam("conference"));
    if (conference == null) {
      throw TwilioErrors.notFound(exchange.path());
    }
    return conference;
  }

  private static Participant asked(Exchange exchange, Conference conference) {
    String asked = exchange.pathParam("call");
    return conference.participants.values().stream()
        .filter(one -> one.call.sid.equals(asked) || asked.equals(one.label))
        .findFirst()
        .orElseThrow(() -> TwilioErrors.notFound(exchange.path()));
  }
}
