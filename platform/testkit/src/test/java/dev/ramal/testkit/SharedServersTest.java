package dev.ramal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ReconnectRequired;
import dev.ramal.servers.kafka.TopicSetup;
import dev.ramal.servers.postgres.Databases;
import dev.ramal.servers.shared.SharedServers;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(RamalServers.TAG)
class SharedServersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @BeforeAll
  static void topics() {
    new TopicSetup(SharedServers.get().bootstrapServers()).recreate(3);
  }

  @Test
  void shouldCarryAnEventWithItsHeaders() {
    // Given
    String id = UUID.randomUUID().toString();
    try (TopicProbe probe = TopicProbe.on(Topics.CRM)) {
      // When
      probe.send(reconnect(Tenants.AURORA, id));

      // Then
      ReceivedRecord received = probe.await("the event", r -> id.equals(r.id()));
      assertThat(received.is(ReconnectRequired.class)).isTrue();
      assertThat(received.tenant()).isEqualTo(Tenants.AURORA);
      assertThat(probe.all(Tenants.BOREAL, ReconnectRequired.class)).isEmpty();
    }
  }

  @Test
  void shouldKeepTheAppRoleOutOfSuperuserRights() {
    // Given
    new Databases(SharedServers.get().postgres(), "irrelevant'quote").recreate("testkit");

    // When
    Object roles =
        Postgres.database("testkit")
            .value(
                "select count(*) from pg_roles where rolname like 'testkit\\_%' and not rolsuper"
                    + " and not rolbypassrls");

    // Then
    assertThat(roles).isEqualTo(2L);
  }

  @Test
  void shouldPutOrganizationsAndRolesOfAUserIntoTheToken() throws Exception {
    // When
    JsonNode ana = claims(Tokens.of("ana"));
    JsonNode gil = claims(Tokens.of("gil"));

    // Then
    assertThat(ana.path("groups")).hasSize(1);
    assertThat(ana.path("groups").get(0).asText()).isEqualTo("/aurora/sales");
    assertThat(ana.path("email").asText()).isEqualTo("ana@aurora.example");
    assertThat(ana.path("exp").asLong() - ana.path("iat").asLong()).isEqualTo(900);
    assertThat(gil.path("groups"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("/aurora/sales", "/boreal/viewer");
  }

  @Test
  void shouldGiveAServiceTheServiceRoleAndAPersonNone() throws Exception {
    // When
    JsonNode gateway = claims(Tokens.service("webhook-gateway"));
    JsonNode ana = claims(Tokens.of("ana"));

    // Then
    assertThat(gateway.at("/realm_access/roles")).extracting(JsonNode::asText).contains("service");
    assertThat(ana.at("/realm_access/roles"))
        .extracting(JsonNode::asText)
        .doesNotContain("service");
  }

  private static Event<ReconnectRequired> reconnect(TenantId tenant, String id) {
    return new Event<>(
        id,
        "/testkit",
        "crm",
        Instant.parse("2026-03-02T12:00:00Z"),
        tenant,
        null,
        Topics.CRM,
        tenant + ":crm",
        new ReconnectRequired("the token was revoked", Instant.parse("2026-03-02T12:00:00Z")));
  }

  private static JsonNode claims(String token) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }
}
