package dev.ramal.sandbox.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.sandbox.StubServer;
import dev.ramal.sandbox.processes.CarrierUrls;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxSecrets;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedingTest {
  private static final String REAL = "https://203.0.113.7";

  @TempDir Path path;
  private final StubServer stub = new StubServer();

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void shouldInventNothingForRealCarriersAndARealCrm() {
    // When
    List<ConnectionStatus> connections = seed(new CarrierUrls(REAL, REAL, REAL));

    // Then
    assertThat(connections).isEmpty();
    assertThat(stub.asked()).isEmpty();
  }

  @Test
  void shouldConnectTheSimulatedCrmAtEveryStart() {
    // Given
    CarrierUrls simulated = new CarrierUrls(REAL, REAL, stub.url() + "/rdstation");

    // When
    seed(simulated);
    seed(simulated);

    // Then
    assertThat(times("PUT /api/crm/connection")).isEqualTo(4);
  }

  @Test
  @DisplayName("SBX-11 each start has the simulated CRM tell what changes, by a new secret")
  void shouldEnterTheWebhookAtEveryStart() {
    // Given
    CarrierUrls simulated = new CarrierUrls(REAL, REAL, stub.url() + "/rdstation");

    // When
    seed(simulated);
    stub.answering("POST /api/crm/webhook", "{\"subscribed\":true}");
    seed(simulated);
    seed(new CarrierUrls(REAL, REAL, stub.url() + "/another"));

    // Then
    assertThat(times("POST /api/crm/webhook")).isEqualTo(4);
    assertThat(times("PUT /_sim/rdstation/subscription"))
        .as("only where the CRM did not take it by itself")
        .isEqualTo(2);
  }

  @Test
  void shouldLetOurServicesInBeforeTheyStartWithTokensOfTheTimeBefore() {
    // Given
    CarrierUrls simulated = new CarrierUrls(REAL, REAL, stub.url() + "/rdstation");
    seed(simulated);
    SandboxFolder folder = new SandboxFolder(path);
    String client = SandboxSecrets.of(folder).accounts().get("aurora.rdstation.client");
    stub.answering(
        "GET /api/crm/connection",
        "{\"state\":\"connected\",\"clientId\":\"%s\"}".formatted(client));
    int before = stub.asked().size();

    // When
    new Seeding(stub.status(), SandboxSecrets.of(folder), folder, simulated).prepare();

    // Then
    List<String> prepared = stub.asked().subList(before, stub.asked().size());
    assertThat(prepared)
        .contains("PUT /_sim/rdstation/accounts/" + client, "POST /_sim/rdstation/deals")
        .allMatch(request -> request.contains(" /_sim/"));
    seed(simulated);
    assertThat(times("PUT /api/crm/connection")).as("aurora's stays").isEqualTo(3);
  }

  @Test
  void shouldLeaveAConnectionToAnotherStandInAsItIs() {
    // Given
    stub.answering("GET /api/crm/connection", "{\"state\":\"connected\"}");

    // When
    seed(new CarrierUrls(REAL, REAL, stub.url() + "/another"));

    // Then
    assertThat(times("PUT /api/crm/connection")).isZero();
  }

  @Test
  void shouldSetVoiceSettingsOnceAndThenLeaveThemToAdministrators() {
    // Given
    stub.answering("POST /api/carriers", "{\"id\":\"connection\"}");
    CarrierUrls simulated = new CarrierUrls(stub.url(), stub.url(), REAL);

    // When
    List<ConnectionStatus> connections = seed(simulated);
    seed(simulated);

    // Then
    assertThat(connections).hasSize(4);
    assertThat(times("PUT /api/settings/voice")).isEqualTo(2);
  }

  @Test
  void shouldKeepWhatWasMadeBeforeAnAccountFails() {
    // Given
    CarrierUrls simulated = new CarrierUrls(stub.url(), stub.url(), REAL);
    stub.answering("POST /api/carriers", "{\"id\":\"connection\"}");
    SandboxFolder folder = new SandboxFolder(path);
    Seeding withoutBia =
        new Seeding(stub.status("carla"), SandboxSecrets.of(folder), folder, simulated);

    // When
    assertThatThrownBy(withoutBia::run).isInstanceOf(RuntimeException.class);

    // Then
    assertThat(SandboxSecrets.of(folder).accounts()).containsValue("connection");
  }

  private List<ConnectionStatus> seed(CarrierUrls urls) {
    SandboxFolder folder = new SandboxFolder(path);
    return new Seeding(stub.status("carla", "bia"), SandboxSecrets.of(folder), folder, urls).run();
  }

  private int times(String request) {
    return Collections.frequency(stub.asked(), request);
  }
}
