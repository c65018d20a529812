package dev.ramal.kit.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.problem.Problem;
import dev.ramal.testkit.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@KitTest
class RequestLimitsTest {
  private static final String TOO_LARGE = "{\"id\":\"" + "x".repeat(1024 * 1024) + "\"}";

  @TestHTTPResource("/notes")
  URI notes;

  @Test
  void shouldSayHowLargeABodyMayBe() {
    // When, Then
    given()
        .auth()
        .oauth2(Tokens.of("ana"))
        .contentType("application/json")
        .body(TOO_LARGE)
        .post("/notes")
        .then()
        .statusCode(413)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("RAMAL-0413"))
        .body("detail", containsString("1048576 bytes"))
        .body("instance", equalTo("/notes"));
  }

  @Test
  void shouldRefuseALargeBodyThatDoesNotSayItsLength() throws Exception {
    // Given
    HttpRequest request =
        HttpRequest.newBuilder(notes)
            .header("Authorization", "Bearer " + Tokens.of("ana"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(TOO_LARGE.getBytes(StandardCharsets.UTF_8))))
            .build();

    // When
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    // Then
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains(Problem.MEDIA_TYPE);
    assertThat(answer.body()).contains("\"code\":\"RAMAL-0413\"", "1048576 bytes");
  }

  @Test
  void shouldSayHowLongAnAddressMayBe() {
    // When, Then
    given()
        .get("/notes/me?q=" + "x".repeat(5000))
        .then()
        .statusCode(414)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("RAMAL-0414"))
        .body("detail", containsString("4096 characters"))
        .body("instance", equalTo("/notes/me"));
  }
}
