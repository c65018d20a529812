package dev.ramal.sandbox.tally;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.FreshClient;
import dev.ramal.sandbox.traffic.TrafficTeam;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Whether each use stands in the ledger once, and all that is kept of the ledger agrees. */
record LedgerLook(FreshClient client, ServiceDatabase billing) {
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The same leg of the same call for the same meter is one use. */
  private static final String TWICE =
      """
      select count(*) from (
        select 1 from ledger_entries where kind = 'usage'
        group by tenant, subject, subject_id, coalesce(leg, ''), meter having count(*) > 1) twice
      """;

  /** Lines of a usage are numbered without holes. */
  private static final String HOLES =
      """
      select count(*) from (
        select 1 from ledger_entries group by tenant, usage_id
        having max(number) <> count(*) or min(number) <> 1) holes
      """;

  private static final String USAGES =
      "select subject_id, count(*) from ledger_entries where kind = 'usage' group by subject_id";

  /** Call or message → lines that began with it. */
  Map<String, Long> usages() {
    return billing.counts(USAGES);
  }

  /**
   * @return a sentence for each thing that is wrong
   */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    long twice = billing.count(TWICE);
    if (twice > 0) {
      faults.add(twice + " uses stand in the ledger twice");
    }
    long holes = billing.count(HOLES);
    if (holes > 0) {
      faults.add("the lines of " + holes + " uses are not numbered from 1 without holes");
    }
    for (TrafficTeam team : TrafficTeam.values()) {
      Api api = client.as(team.admin(), team.organization());
      chain(team, api, faults);
      sums(team, api, faults);
    }
    return faults;
  }

  private static void chain(TrafficTeam team, Api api, List<String> faults) {
    long after = 0;
    JsonNode part;
    do {
      part = api.get("/api/billing/ledger/verification?after=" + after).expect(200).json();
      after = part.path("through").asLong();
      if (!part.path("intact").asBoolean()) {
        faults.add("the ledger of " + team.organization() + " is not what was sealed: " + part);
        return;
      }
    } while (!part.path("complete").asBoolean());
  }

  /** What is kept beside the ledger follows it by some seconds. */
  private static void sums(TrafficTeam team, Api api, List<String> faults) {
    AtomicReference<String> last = new AtomicReference<>();
    boolean agrees =
        Waiting.until(
            () -> {
              Api.Answer answer = api.get("/api/billing/ledger/integrity");
              last.set(answer.body());
              return answer.status() == 200 && answer.json().path("intact").asBoolean();
            },
            STEP,
            PATIENCE);
    if (!agrees) {
      faults.add("what is kept of the ledger of " + team.organization() + " differs: " + last);
    }
  }
}
