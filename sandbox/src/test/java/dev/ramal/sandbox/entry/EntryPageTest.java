package dev.ramal.sandbox.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.SandboxStatus.KafkaStatus;
import dev.ramal.sandbox.state.SandboxStatus.KeycloakStatus;
import dev.ramal.sandbox.state.SandboxStatus.ServiceStatus;
import dev.ramal.sandbox.state.SandboxStatus.UserStatus;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntryPageTest {
  private final SandboxPorts ports = SandboxPorts.free();
  private final String base = "http://localhost:" + ports.entry();
  private HttpEntry entry;

  @BeforeEach
  void start() {
    SandboxStatus status =
        new SandboxStatus(
            "running",
            null,
            base,
            base,
            Map.of("call-service", new ServiceStatus("http://localhost:1", 1, true)),
            new KafkaStatus("localhost:9"),
            Map.of(),
            new KeycloakStatus(base + "/auth", "ramal", base + "/auth/token", "ramal-sandbox"),
            List.of(new UserStatus("ana", "a-password", "aurora", List.of("sales"))),
            List.of(),
            Map.of("control", "http://localhost:7/_sim?a&b"),
            null,
            List.of(),
            Map.of());
    entry = new HttpEntry(Vertx.vertx(), ports, FrontendOrigins.of(Map.of()), () -> status);
    entry.listen();
  }

  @AfterEach
  void stop() {
    entry.close();
  }

  @Test
  void shouldTellAProgramWhatRunsAndWhereToLogIn() {
    // When
    Api.Answer answer = Api.at(base).get("/");

    // Then
    JsonNode page = answer.expect(200).json();
    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    assertThat(page.at("/ramal/state").asText()).isEqualTo("running");
    assertThat(page.at("/api/openapi").asText()).isEqualTo(base + "/openapi.json");
    assertThat(page.at("/login/issuer").asText()).isEqualTo(base + "/auth/realms/ramal");
    assertThat(page.at("/services/call-service").asText()).isEqualTo("http://localhost:1");
    assertThat(page.at("/simulators/control").asText()).contains("_sim");
    assertThat(page.at("/topics/names").asText()).contains("calls.events.v1");
    assertThat(page.at("/exports/months").asText()).endsWith("/api/billing/exports");
  }

  @Test
  void shouldShowAPersonTheSameAsAPage() {
    // When
    Api.Answer answer = Api.at(base).with("Accept", "text/html,*/*;q=0.8").get("/");

    // Then
    assertThat(answer.headers().get("content-type")).startsWith("text/html");
    assertThat(answer.body())
        .startsWith("<!doctype html>")
        .contains("<a href=\"http://localhost:7/_sim?a&amp;b\">", base + "/docs");
  }

  @Test
  void shouldServeWhatDescribesTheApi() {
    // Given
    Api api = Api.at(base);

    // When
    Api.Answer events = api.get("/asyncapi.json");

    // Then
    assertThat(events.expect(200).headers()).containsEntry("content-type", "application/json");
    assertThat(events.json().path("asyncapi").asText()).startsWith("3.");
    assertThat(api.get("/openapi.json").expect(200).json().path("openapi").asText())
        .isEqualTo("3.1.0");
    assertThat(api.get("/docs").body()).contains("/docs/swagger-ui/").doesNotContain("http");
    assertThat(api.get("/docs/api.js").body()).contains("/openapi.json");
    assertThat(api.get("/decisions/0009-sandbox.md").status()).isEqualTo(404);
    assertThat(api.get("/docs/nothing.js").status()).isEqualTo(404);
    assertThat(api.post("/asyncapi.json", Map.of()).status()).isEqualTo(405);
    assertThat(api.post("/", Map.of()).headers()).containsEntry("allow", "GET, HEAD");
  }

  @Test
  void shouldLeadFromTheTypeOfAProblemToItsExplanation() {
    // Given
    Api api = Api.at(base);
    String type = api.get("/nowhere").json().path("type").asText();

    // When
    Api.Answer leads = api.get(type);

    // Then
    assertThat(leads.status()).isEqualTo(302);
    assertThat(leads.headers()).containsEntry("location", "/problems#ENTRY-0404");
    assertThat(api.get("/problems").body()).contains("id=\"ENTRY-0404\"");
  }

  @Test
  void shouldShowNobodyAPassword() {
    // Then
    assertThat(Api.at(base).get("/").body()).doesNotContain("a-password");
  }
}
