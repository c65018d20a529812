package dev.ramal.kit.text;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.problem.Problem;
import dev.ramal.testkit.Tokens;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@KitTest
class RefuseUncleanTextTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "{\"id\":\"a\\u0000b\"}, id",
    "{\"id\":\"a\\ud83db\"}, id",
    "{\"id\":\"a\\uDE00\"}, id",
    "'{\"id\":\"a\",\"more\":{\"list\":[{},\"\\u0000\"]}}', more.list[1]",
    "'{\"id\":\"a\",\"x\\u0000y\":1}', xy"
  })
  void shouldRefuseABodyAndNameTheField(String body, String field) {
    // When
    Response answer = post(body.getBytes(StandardCharsets.UTF_8));

    // Then
    refused(answer, field);
  }

  @ParameterizedTest
  @CsvSource({"{\"id\":\"\\ud83d\\ude00\"}", "'{\"id\":\"a\",\"text\":\"0\\\\u0000\"}'"})
  void shouldTakeWhatOnlyLooksLikeIt(String body) {
    // When
    Response answer = post(body.getBytes(StandardCharsets.UTF_8));

    // Then
    answer.then().statusCode(201);
  }

  @Test
  void shouldRefuseAQueryAndNameTheParameter() {
    // When
    Response answer =
        given().auth().oauth2(Tokens.of("ana")).urlEncodingEnabled(false).get("/notes/me?q=a%00b");

    // Then
    refused(answer, "q");
  }

  private static Response post(byte[] body) {
    return given()
        .auth()
        .oauth2(Tokens.of("ana"))
        .contentType("application/json")
        .body(body)
        .post("/notes");
  }

  private static void refused(Response answer, String field) {
    answer
        .then()
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("RAMAL-0400"))
        .body("errors[0].field", equalTo(field));
  }
}
