package dev.ramal.sandbox.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.FreshClient;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What people of an organization, and those whom they know, do once. */
final class TrafficPeople {
  /** No number ends as one to which the stand-ins give a meaning. */
  private static final int FIRST_NUMBER = 1_050_001;

  private static final Set<Integer> TOO_MUCH = Set.of(429);

  /** As well: the same click is being served. */
  private static final Set<Integer> NOT_YET = Set.of(409, 429);

  private final FreshClient client;
  private final SandboxStatus status;
  private final TrafficLog log;
  private final PersistentAsker asker;
  private final AtomicInteger leads = new AtomicInteger(FIRST_NUMBER);
  private final AtomicInteger contacts = new AtomicInteger(FIRST_NUMBER);
  private final AtomicInteger writers = new AtomicInteger(FIRST_NUMBER);

  TrafficPeople(FreshClient client, SandboxStatus status, TrafficLog log) {
    this.client = client;
    this.status = status;
    this.log = log;
    this.asker = new PersistentAsker(log);
  }

  /** Somebody clicks at a lead whom the CRM knows, with a deal: there will be a note. */
  void call(TrafficTeam team) {
    int number = leads.getAndIncrement();
    String lead = "+551197" + number;
    String agent = "traffic" + number;
    enterInCrm(team, lead);
    String key = UUID.randomUUID().toString();
    asker.ask(
        "entering " + agent, TOO_MUCH, () -> as(team).post("/api/agents", Map.of("userId", agent)));
    Api.Answer answer =
        asker.ask(
            "the click at " + lead,
            NOT_YET,
            () ->
                as(team)
                    .with("Idempotency-Key", key)
                    .post("/api/calls", Map.of("to", lead, "agentId", agent, "record", false)));
    boolean made = answer != null && answer.status() == 201;
    log.add(
        new TrafficClick(
            team,
            lead,
            agent,
            made ? answer.json().path("id").asText() : null,
            made ? null : PersistentAsker.refusal(answer)));
  }

  /** Somebody writes to a few contacts with one request. */
  void write(TrafficTeam team, int count) {
    List<String> to =
        IntStream.range(0, count).mapToObj(i -> "+551194" + contacts.getAndIncrement()).toList();
    List<Map<String, String>> messages = new ArrayList<>();
    for (String contact : to) {
      messages.add(
          Map.of(
              "to",
              contact,
              "channel",
              "sms",
              "carrier",
              team.carrier(),
              "body",
              "Olá! Sua proposta " + contact.substring(6) + " chegou."));
    }
    String key = UUID.randomUUID().toString();
    Api.Answer answer =
        asker.ask(
            "the messages to " + to,
            NOT_YET,
            () ->
                as(team)
                    .with("Idempotency-Key", key)
                    .post("/api/messages/batch", Map.of("messages", messages)));
    JsonNode items = answer == null ? null : answer.json().path("items");
    for (int i = 0; i < count; i++) {
      JsonNode id = items == null ? null : items.path(i).at("/message/id");
      boolean accepted = id != null && id.isTextual();
      log.add(
          new TrafficMessage(
              team,
              to.get(i),
              accepted ? id.asText() : null,
              accepted ? null : PersistentAsker.refusal(answer)));
    }
  }

  /** A contact writes to the organization. */
  void reply(TrafficTeam team) {
    String contact = "+551193" + writers.getAndIncrement();
    client
        .control()
        .post(
            "/" + team.carrier() + "/incoming-message",
            Map.of("from", contact, "to", numberOf(team), "body", "Oi, aqui é " + contact))
        .expect(201);
    log.add(new TrafficReply(team, contact));
  }

  private void enterInCrm(TrafficTeam team, String phone) {
    String contact =
        made(
            team,
            "contacts",
            Map.of(
                "name",
                "Lead " + phone,
                "phones",
                List.of(Map.of("phone", phone, "type", "mobile"))));
    made(
        team,
        "deals",
        Map.of("name", "Plano anual", "status", "ongoing", "contact_ids", List.of(contact)));
  }

  private String made(TrafficTeam team, String kind, Map<String, Object> record) {
    return client
        .control()
        .post("/rdstation/" + kind + "?crm=" + team.organization(), record)
        .expect(201)
        .json()
        .path("id")
        .asText();
  }

  private String numberOf(TrafficTeam team) {
    return status.connections().stream()
        .filter(one -> one.organization().equals(team.organization()))
        .filter(one -> one.carrier().equals(team.carrier()))
        .map(ConnectionStatus::numbers)
        .findFirst()
        .orElseThrow()
        .get(0);
  }

  private Api as(TrafficTeam team) {
    return client.as(team.admin(), team.organization());
  }
}
