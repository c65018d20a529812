package dev.ramal.sandbox.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.replay.CallbacksOfClicks.Ringing;
import dev.ramal.sandbox.replay.CallbacksOfMessages.Taken;
import dev.ramal.sandbox.replay.HandedOverMessages.Plan;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.story.TopicEnds;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A day of callbacks of two organizations, both carriers each, that happens again and again to
 * services that have never heard of it: signed requests to the gateway, and at the end the files
 * that billing makes of its ledger. The day lies in a month in which nothing else happens.
 */
public final class ReplayedDay implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Numbers of those who write to us, but for the last digit. */
  private static final String WRITER = "+551197654017";

  private final SandboxClient client;
  private final Checkpoint checkpoint;
  private final TopicEnds topics;
  private final HttpClient http =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
  private final YearMonth month = YearMonth.now(ZoneId.of("America/Sao_Paulo")).plusMonths(12);
  private final Instant day = Instant.parse(month.atDay(10) + "T12:00:00Z");
  private final List<CarrierCallback> callbacks = new ArrayList<>();
  private final List<Ringing> throughTwilio = new ArrayList<>();

  /** People of an organization: who sets up, who writes, who reads the ledger. */
  private record People(String organization, String admin, String agent, String finance) {}

  private static final List<People> PEOPLE =
      List.of(
          new People("aurora", "carla", "ana", "davi"),
          new People("boreal", "bia", "breno", "fabio"));

  /**
   * What the ledger of an organization is exported as.
   *
   * @param byUsage files that have to be the same whatever happened on the way, by format
   * @param entries lines of the file that has every entry
   * @param total what its columns cost and price add up to
   * @param now usages, and entries, of what came to Twilio's numbers, which is of today
   */
  public record Exported(Map<String, byte[]> byUsage, long entries, String total, String now) {
    /** The readable one. */
    public String csv() {
      return new String(byUsage.get("csv-by-usage"), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Same bytes in each format. */
    public boolean isSame(Exported other) {
      return byUsage.keySet().equals(other.byUsage.keySet())
          && byUsage.entrySet().stream()
              .allMatch(file -> Arrays.equals(file.getValue(), other.byUsage.get(file.getKey())));
    }
  }

  private ReplayedDay(SandboxClient client) {
    this.client = client;
    this.checkpoint = new Checkpoint(client.status());
    this.topics = new TopicEnds(client.status().kafka().bootstrapServers());
  }

  /** Nothing of the day has happened yet, but that messages were handed over. */
  public static ReplayedDay begin(SandboxClient client) throws Exception {
    ReplayedDay replayed = new ReplayedDay(client);
    for (People people : PEOPLE) {
      replayed.gather(people);
    }
    replayed.awaitIdle();
    replayed.checkpoint.take();
    return replayed;
  }

  /** All of the day, as it happened. */
  public List<CarrierCallback> callbacks() {
    return List.copyOf(callbacks);
  }

  /** Usages of an organization that are paid; a message that did not arrive may cost as well. */
  public static int usages() {
    int answered = 2 * CallbacksOfCalls.CALLS * 2 / 3;
    int legs = 2 * 2;
    int detections = 2;
    int recordings = 1;
    int sent = (int) HandedOverMessages.ALL.stream().filter(Plan::arrives).count();
    int written = 3;
    return answered + legs + detections + recordings + sent + written;
  }

  /**
   * The day happens, to services that do not know of it.
   *
   * @param parts one after the other: a later one begins when all that the one before led to is
   *     over; none for a day on which nothing happens
   */
  public Map<String, Exported> happens(List<List<CarrierCallback>> parts) throws Exception {
    checkpoint.restore();
    for (List<CarrierCallback> part : parts) {
      part.forEach(this::deliver);
      awaitIdle();
      awaitRecordings();
      askForPrices();
      awaitIdle();
    }
    Map<String, Exported> exported = new HashMap<>();
    for (People people : PEOPLE) {
      exported.put(people.organization(), exported(people));
    }
    return exported;
  }

  /** Carriers tell again, and calls are made as the story leaves them. */
  @Override
  public void close() {
    client.control().delete("/faults").expect(204);
    for (People people : PEOPLE) {
      client
          .as(people.admin())
          .put(
              "/api/settings/voice",
              Map.of("record", true, "callsPerAgent", 1, "machineDetection", "off"))
          .expect(200);
    }
  }

  /** Its minute has passed: Twilio is asked what the clicks have cost that are over. */
  private void askForPrices() throws SQLException {
    for (Ringing click : throughTwilio) {
      String cost =
          "select fact_id from call_facts where call_id = '%s' and fact_id = 'truth:%s:cost'"
              .formatted(click.id(), click.agentLeg());
      List<String> due =
          checkpoint.read(
              "call-service",
              "update jobs set due_at = now() where queue = 'call-prices' and subject = '%s'"
                      .formatted(click.id())
                  + " and leased_by is null and finished_at is null returning id");
      if (!due.isEmpty()) {
        await("Twilio has named its price")
            .atMost(LIMIT)
            .until(() -> !checkpoint.read("call-service", cost).isEmpty());
      }
    }
  }

  /** Those that were told of are fetched. */
  private void awaitRecordings() {
    for (Ringing click : throughTwilio) {
      String state =
          "select state from recordings where carrier_recording_id = '" + click.recording() + "'";
      await("the recording is kept")
          .atMost(LIMIT)
          .until(
              () -> checkpoint.read("call-service", state),
              found -> found.isEmpty() || found.contains("STORED"));
    }
  }

  private void gather(People people) throws Exception {
    Api admin = client.as(people.admin());
    Api agent = client.as(people.agent());
    HandedOver.free(agent);
    admin.put("/api/settings/inbound", Map.of("enabled", false)).expect(200);
    admin
        .put(
            "/api/settings/voice",
            Map.of(
                "record",
                false,
                "callsPerAgent",
                0,
                "machineDetection",
                "async",
                "onMachine",
                "connect"))
        .expect(200);
    ConnectionStatus twilio = client.connection(people.organization(), "twilio");
    ConnectionStatus telnyx = client.connection(people.organization(), "telnyx");
    JsonNode account = admin.get("/api/carriers/" + telnyx.id()).expect(200).json();
    String application = account.path("connectionId").asText();
    CallbacksOfCalls calls = new CallbacksOfCalls(base(), day);
    callbacks.addAll(calls.ofTwilio(twilio));
    callbacks.addAll(calls.ofTelnyx(telnyx, application));
    HandedOver handedOver = new HandedOver(client, checkpoint, day);
    CallbacksOfClicks clicks = new CallbacksOfClicks(base());
    Ringing first = handedOver.throughTwilio(agent, twilio);
    throughTwilio.add(first);
    String api = client.status().simulators().get("twilio");
    callbacks.addAll(clicks.ofTwilio(twilio, api, first));
    Ringing second = handedOver.throughTelnyx(agent, telnyx);
    callbacks.addAll(clicks.ofTelnyx(telnyx, application, second));
    messages(agent, twilio, telnyx, account.path("messagingProfileId").asText());
  }

  private String base() {
    return client.status().webhookBaseUrl();
  }

  private void messages(Api agent, ConnectionStatus twilio, ConnectionStatus telnyx, String profile)
      throws Exception {
    CallbacksOfMessages messages = new CallbacksOfMessages(base());
    List<Taken> taken = new HandedOverMessages(client, checkpoint, day).send(agent, twilio);
    for (int i = 0; i < taken.size(); i++) {
      Taken message = taken.get(i);
      String ends = HandedOverMessages.ALL.get(i).ends();
      callbacks.addAll(
          message.carrier().equals("twilio")
              ? messages.ofTwilio(twilio, message, ends)
              : messages.ofTelnyx(telnyx, profile, message, day.plusSeconds(7200 + 60L * i), ends));
    }
    Instant at = day.plus(Duration.ofHours(5));
    callbacks.add(messages.writtenToTelnyx(telnyx, profile, WRITER + 0, "SMS", 1, at));
    callbacks.add(
        messages.writtenToTelnyx(telnyx, profile, WRITER + 1, "SMS", 2, at.plusSeconds(9)));
    callbacks.add(
        messages.writtenToTelnyx(telnyx, profile, WRITER + 2, "WHATSAPP", 1, at.plusSeconds(19)));
    callbacks.add(messages.writtenToTwilio(twilio, "", WRITER + 3));
    callbacks.add(messages.writtenToTwilio(twilio, "whatsapp:", WRITER + 4));
  }

  private void deliver(CarrierCallback callback) {
    assertThat(
            http.sendAsync(callback.request(), HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode)
                .join())
        .isIn(200, 204);
  }

  /** All is read, nothing is to be published, and still all is read: what is read then is known. */
  private void awaitIdle() {
    await("the services have nothing more to do")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                topics.allRead().isPresent()
                    && checkpoint.waiting() == 0
                    && topics.allRead().isPresent()
                    && checkpoint.waiting() == 0);
  }

  private Exported exported(People people) throws SQLException {
    Api finance = client.as(people.finance());
    JsonNode entries = export(finance, "csv");
    Map<String, byte[]> files =
        List.of("csv-by-usage", "parquet-by-usage").stream()
            .collect(
                Collectors.toMap(
                    format -> format,
                    format -> finance.file(export(finance, format).path("file").asText())));
    String now =
        checkpoint
            .read(
                "billing-service",
                "select count(distinct usage_id) || ' ' || count(*) from ledger_entries"
                    + " where tenant = '%s' and party in ('%s', '%s')"
                        .formatted(people.organization(), WRITER + 3, WRITER + 4))
            .get(0);
    return new Exported(
        files,
        entries.path("rows").asLong(),
        entries.path("cost") + " " + entries.path("total"),
        now);
  }

  private JsonNode export(Api finance, String format) {
    return finance
        .post("/api/billing/exports", Map.of("month", month.toString(), "format", format))
        .expect(201)
        .json();
  }
}
