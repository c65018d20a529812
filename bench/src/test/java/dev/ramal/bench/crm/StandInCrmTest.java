package dev.ramal.bench.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInCrmTest {
  private static final String NOTE =
      "{\"data\":{\"description\":\"Ligação\\nRamal: ligação call-1\"}}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final StandInCrm crm = new StandInCrm();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void shouldKnowWhoeverIsLookedForAndKeepNotes() throws Exception {
    // When
    String contacts =
        get("contacts?filter=" + encoded("phone:(\"+5511987654321\",\"(11) 98765-4321\")")).body();
    String deals = get("deals?filter=" + encoded("contact_id:c5511987654321 and (x)")).body();
    int first = note().statusCode();
    int second = note().statusCode();
    String notes = get("deals/d-1/notes").body();

    // Then
    assertThat(contacts).contains("\"id\":\"c5511987654321\"", "\"phone\":\"+5511987654321\"");
    assertThat(deals).contains("\"id\":\"d-c5511987654321\"", "\"c5511987654321\"]");
    assertThat(first + second).isEqualTo(2 * 201);
    assertThat(notes).contains("Ramal: ligação call-1");
    assertThat(crm.notes()).isEqualTo(2);
    assertThat(crm.calls()).isEqualTo(1);
    assertThat(crm.requests()).isEqualTo(5);
  }

  @Test
  void shouldBeAwayAndLimitRequestsWhereItIsTold() throws Exception {
    // When
    crm.away(true);
    int away = note().statusCode();
    crm.away(false);
    crm.limit(1);
    int taken = note().statusCode();
    int tooMany = note().statusCode();

    // Then
    assertThat(new int[] {away, taken, tooMany}).containsExactly(503, 201, 429);
    assertThat(crm.refused()).isEqualTo(1);
    assertThat(crm.notes()).isEqualTo(1);
  }

  private HttpResponse<String> note() throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(crm.url() + "/crm/v2/deals/d-1/notes"))
            .POST(BodyPublishers.ofString(NOTE))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(crm.url() + "/crm/v2/" + path)).build(),
        BodyHandlers.ofString());
  }

  private static String encoded(String filter) {
    return URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }
}
