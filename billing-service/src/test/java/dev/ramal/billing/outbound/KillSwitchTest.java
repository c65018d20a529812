package dev.ramal.billing.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.billing.VelocityExceeded;
import dev.ramal.events.billing.VelocityReleased;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class KillSwitchTest {
  private static final String PATH = "/api/billing/outbound-blocks";

  @DisplayName(
      "BILL-350 a person blocks a prefix, or all that leaves, and lifts it: once, told, and who did"
          + " it is kept")
  @Test
  void shouldBlockAndLift() {
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, Topics.ALERTS)) {
      // Given
      Map<String, String> cuba = Map.of("prefix", "+53", "reason", "ninguém liga para lá");
      Map<String, String> all = Map.of("reason", "conta invadida");

      // When
      Response prefix = BillingApi.post("bruno", PATH, cuba);
      Response everything = BillingApi.post("davi", PATH, all);
      Response again = BillingApi.post("carla", PATH, all);
      String lift = PATH + "/" + everything.path("id") + "/lift";
      int foreign = BillingApi.post("fabio", lift, Map.of()).statusCode();
      Response lifted = BillingApi.post("bruno", lift, Map.of("reason", "senhas trocadas"));
      Response liftedAgain = BillingApi.post("davi", lift, Map.of());
      Response open = BillingApi.as("olga").get(PATH + "?state=open");
      Response anew = BillingApi.post("davi", PATH, all);
      BillingApi.post("davi", PATH + "/" + anew.path("id") + "/lift", Map.of());
      BillingApi.post("davi", PATH + "/" + prefix.path("id") + "/lift", Map.of());
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(List.of(prefix.statusCode(), everything.statusCode(), again.statusCode()))
          .containsExactly(201, 201, 200);
      assertThat(again.<String>path("id")).isEqualTo(everything.path("id"));
      assertThat(again.<String>path("blockedBy")).isEqualTo("davi");
      assertThat(foreign).isEqualTo(404);
      assertThat(lifted.<Boolean>path("blocked")).isFalse();
      assertThat(liftedAgain.<String>path("liftedBy")).isEqualTo("bruno");
      assertThat(liftedAgain.<String>path("liftReason")).isEqualTo("senhas trocadas");
      assertThat(open.<List<String>>path("items.id")).containsExactly(prefix.<String>path("id"));
      assertThat(anew.statusCode()).isEqualTo(201);
      assertThat(BillingApi.get("fabio", PATH + "?state=open").getList("items")).isEmpty();
      assertThat(BillingApi.get("fabio", PATH).<String>getList("items.id"))
          .doesNotContain(prefix.path("id"), everything.path("id"), anew.path("id"));
      assertThat(BillingApi.get("olga", PATH + "?state=open").getList("items")).isEmpty();
      assertThat(pages(PATH + "?state=lifted&limit=1"))
          .startsWith(anew.<String>path("id"), everything.path("id"), prefix.path("id"))
          .doesNotHaveDuplicates()
          .hasSameSizeAs(BillingApi.get("olga", PATH + "?limit=200").getList("items"));
      List<VelocityExceeded> told =
          topics.all(Tenants.AURORA, VelocityExceeded.class).stream()
              .map(record -> record.data(VelocityExceeded.class))
              .toList();
      assertThat(told).hasSize(1 + 9 + 9).allMatch(VelocityExceeded::blocks);
      assertThat(told.get(0).prefix()).isEqualTo("+53");
      assertThat(told.get(0).blockedBy()).isEqualTo("bruno");
      assertThat(told.get(0).reason()).isEqualTo("ninguém liga para lá");
      assertThat(topics.all(Tenants.AURORA, VelocityReleased.class))
          .extracting(record -> record.data(VelocityReleased.class).blockId())
          .containsExactlyInAnyOrderElementsOf(
              told.stream().map(VelocityExceeded::blockId).toList());
      assertThat(topics.all(Tenants.AURORA, AlertRaised.class)).hasSize(3);
      assertThat(topics.all(Tenants.AURORA, AlertResolved.class)).hasSize(3);
    }
  }

  /** Ids, page by page. */
  private static List<Object> pages(String path) {
    List<Object> ids = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonPath page = BillingApi.get("olga", path + cursor);
      ids.addAll(page.getList("items.id"));
      cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
    }
    return ids;
  }

  @DisplayName(
      "BILL-352 a block without a reason or of no prefix is refused by its field; another"
          + " organization's is none")
  @Test
  void shouldNameBadFields() {
    // When
    Response silent = BillingApi.post("davi", PATH, Map.of("prefix", "+53"));
    Response local = BillingApi.post("davi", PATH, Map.of("prefix", "053", "reason", "x"));
    Response unknown = BillingApi.post("davi", PATH, Map.of("reason", "x", "until", "amanhã"));
    Response state = BillingApi.as("davi").get(PATH + "?state=fechado");
    Map<String, String> said = Map.of("prefix", "+53", "reason", "da Boreal");
    String theirs = BillingApi.post("fabio", PATH, said).path("id");
    Response foreign = BillingApi.post("davi", PATH + "/" + theirs + "/lift", Map.of());
    List<Object> stillOpen = BillingApi.get("fabio", PATH + "?state=open").getList("items.id");
    BillingApi.post("fabio", PATH + "/" + theirs + "/lift", Map.of()).then().statusCode(200);

    // Then
    assertThat(List.of(silent, local, unknown, state))
        .extracting(Response::statusCode)
        .containsOnly(400);
    assertThat(silent.<List<String>>path("errors.field")).containsExactly("reason");
    assertThat(local.<List<String>>path("errors.field")).containsExactly("prefix");
    assertThat(state.<List<String>>path("errors.allowed[0]")).containsExactly("open", "lifted");
    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(stillOpen).containsExactly(theirs);
  }
}
