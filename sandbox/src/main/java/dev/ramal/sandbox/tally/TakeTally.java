package dev.ramal.sandbox.tally;

import dev.ramal.sandbox.api.FreshClient;
import dev.ramal.sandbox.processes.Progress;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.story.StepFailure;
import dev.ramal.sandbox.story.TopicEnds;
import dev.ramal.sandbox.traffic.TrafficAsked;
import dev.ramal.sandbox.traffic.TrafficClick;
import dev.ramal.sandbox.traffic.TrafficMessage;
import dev.ramal.sandbox.traffic.TrafficTeam;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Waits until all that was begun has come to its end, and reads what stands where then. */
public final class TakeTally {
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** For as long as a message whose outcome nobody knows may be asked about. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private static final Set<String> OPEN_CALLS =
      Set.of("requested", "dialing", "dialing-unknown", "ringing", "in-progress", "held");

  private static final Set<String> UNDER_WAY =
      Set.of("accepted", "sending", "sending-unknown", "sent");

  private static final String DEAD =
      "select count(*) from jobs where state in ('DEAD', 'ABANDONED')";

  private static final String UNSENT = "select count(*) from outbox";

  private final FreshClient client;
  private final String kafka;
  private final Function<Service, ServiceDatabase> databases;
  private final Progress progress;

  /**
   * @param databases where each service keeps its own now
   */
  public TakeTally(
      FreshClient client,
      String kafka,
      Function<Service, ServiceDatabase> databases,
      Progress progress) {
    this.client = client;
    this.kafka = kafka;
    this.databases = databases;
    this.progress = progress;
  }

  public Tally of(TrafficAsked asked) {
    Map<String, String> calls = new ConcurrentHashMap<>();
    Map<String, String> messages = new ConcurrentHashMap<>();
    boolean quiet = Waiting.until(() -> isQuiet(asked, calls, messages), LOOK, PATIENCE);
    progress.say(
        quiet ? "everything that was begun has ended" : "waited in vain for everything to end");
    StandInBooks books = StandInBooks.read(client.control());
    ToldEvents told = ToldEvents.read(kafka);
    LedgerLook ledger = new LedgerLook(client, databases.apply(Service.BILLING_SERVICE));
    return new Tally(
        books.rung(),
        told.ends(),
        calls,
        books.notes(),
        books.taken(),
        told.delivered(),
        messages,
        told.received(),
        ledger.usages(),
        ledger.faults(),
        new TopicRecords(kafka).deadLetters(),
        left(),
        drift());
  }

  /**
   * All states are final, all is published and read, each spoken call has its note, and each
   * message its line in the ledger.
   */
  private boolean isQuiet(
      TrafficAsked asked, Map<String, String> calls, Map<String, String> messages) {
    try {
      asked.clicks().parallelStream()
          .filter(click -> click.call() != null)
          .filter(click -> isOpen(OPEN_CALLS, calls.get(click.call())))
          .forEach(click -> calls.put(click.call(), status(click)));
      asked.accepted().parallelStream()
          .filter(message -> isOpen(UNDER_WAY, messages.get(message.id())))
          .forEach(message -> messages.put(message.id(), status(message)));
      return calls.values().stream().noneMatch(OPEN_CALLS::contains)
          && messages.values().stream().noneMatch(UNDER_WAY::contains)
          && unsent().isEmpty()
          && new TopicEnds(kafka).allRead().isPresent()
          && isNoted(calls)
          && isRated(messages);
    } catch (SandboxFailure | StepFailure notYet) {
      progress.say("asked in vain: " + notYet.getMessage());
      return false;
    }
  }

  private static boolean isOpen(Set<String> open, String status) {
    return status == null || open.contains(status);
  }

  private boolean isNoted(Map<String, String> calls) {
    Map<String, Long> notes = StandInBooks.read(client.control()).notes();
    return calls.entrySet().stream()
        .filter(call -> call.getValue().equals("completed"))
        .allMatch(call -> notes.containsKey(call.getKey()));
  }

  private boolean isRated(Map<String, String> messages) {
    Map<String, Long> usages =
        new LedgerLook(client, databases.apply(Service.BILLING_SERVICE)).usages();
    return messages.entrySet().stream()
        .filter(message -> message.getValue().equals("delivered"))
        .allMatch(message -> usages.containsKey(message.getKey()));
  }

  private String status(TrafficClick click) {
    return client
        .as(click.team().admin(), click.team().organization())
        .get("/api/calls/" + click.call())
        .expect(200)
        .json()
        .path("status")
        .asText();
  }

  private String status(TrafficMessage message) {
    return client
        .as(message.team().admin(), message.team().organization())
        .get("/api/messages/" + message.id())
        .expect(200)
        .json()
        .path("status")
        .asText();
  }

  private List<String> left() {
    List<String> left = new ArrayList<>(unsent());
    for (Service service : Service.values()) {
      if (service.database().isPresent()) {
        long dead = databases.apply(service).count(DEAD);
        if (dead > 0) {
          left.add(dead + " jobs of " + service.id() + " wait for a person");
        }
      }
    }
    return left;
  }

  private List<String> unsent() {
    List<String> unsent = new ArrayList<>();
    for (Service service : Service.values()) {
      if (service.database().isPresent()) {
        long events = databases.apply(service).count(UNSENT);
        if (events > 0) {
          unsent.add(events + " events of " + service.id() + " are not published");
        }
      }
    }
    return unsent;
  }

  private Map<String, Long> drift() {
    Map<String, Long> drift = new TreeMap<>();
    for (TrafficTeam team : TrafficTeam.values()) {
      drift.put(
          team.organization(),
          client
              .as(team.admin(), team.organization())
              .get("/api/crm/sync/drift")
              .expect(200)
              .json()
              .path("drift")
              .asLong(-1));
    }
    return drift;
  }
}
