package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@MessagingTest
class PreviewTest {
  private static final String DEAR = "Olá, João! O preço é R$\u00a0129,90 até amanhã. ".repeat(3);

  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @DisplayName("MSG-245 what is shown before sending is what the carrier bills, on both carriers")
  @ParameterizedTest
  @CsvSource({"twilio, 1, AURORA", "telnyx, 2, BOREAL"})
  void shouldShowWhatTheCarrierBills(String carrier, int shoutingParts, Organization organization) {
    // Given
    String seller = organization.seller();
    String shouting = "PREÇO BAIXO. LIGUE. ".repeat(4);
    int dearParts =
        preview(seller, Map.of("channel", "sms", "body", DEAR, "carrier", carrier))
            .body("encoding", equalTo("ucs-2"))
            .body("oddCharacters.character", hasItems("á", "ã", "ç", "\u00a0"))
            .body("oddCharacters.plain", hasItems("a", "c", " "))
            .body("plainSpelling.segments", equalTo(1))
            .extract()
            .path("segments");
    preview(seller, Map.of("channel", "sms", "body", shouting, "carrier", carrier))
        .body("segments", equalTo(shoutingParts))
        .body("carrier", equalTo(carrier));
    // When
    String dear = contact();
    String loud = contact();
    String again = "CABEÇA. ".repeat(9);
    taken(seller, Map.of("to", dear, "channel", "sms", "body", DEAR, "carrier", carrier))
        .body("segments", equalTo(dearParts));
    taken(seller, Map.of("to", loud, "channel", "sms", "body", shouting, "carrier", carrier))
        .body("segments", equalTo(shoutingParts));
    // Then
    patiently().until(() -> billed(carrier, dear) == dearParts);
    patiently().until(() -> billed(carrier, loud) == shoutingParts);
    preview(seller, Map.of("channel", "sms", "body", again, "to", loud))
        .body("carrier", equalTo(carrier))
        .body("segments", equalTo(shoutingParts));
    taken(seller, Map.of("to", loud, "channel", "sms", "body", again))
        .body("carrier", equalTo(carrier));
    patiently().until(() -> billed(carrier, loud) == 2 * shoutingParts);
  }

  @DisplayName("MSG-246 a text is spelled plainly only when that is asked for")
  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  void shouldSpellPlainlyOnlyWhenAsked(String carrier, Organization organization) {
    // Given
    String seller = organization.seller();
    String decomposed = Normalizer.normalize(DEAR, Normalizer.Form.NFD);
    String plain = "Ola, Joao! O preco é R$ 129,90 até amanha. ".repeat(3);
    Map<String, Object> spelled =
        Map.of("channel", "sms", "body", decomposed, "carrier", carrier, "plainSpelling", true);
    preview(seller, spelled)
        .body("body", equalTo(plain))
        .body("encoding", equalTo("gsm-7"))
        .body("changes", contains("composed", "plain-spelling"))
        .body("parts", hasSize(1))
        .body("parts[0].room", equalTo(160 - plain.length()))
        .body("plainSpelling", nullValue());
    // When
    String asked = contact();
    String not = contact();
    String id =
        taken(seller, with(spelled, "to", asked))
            .body("body", equalTo(plain))
            .body("segments", equalTo(1))
            .body("changes", contains("composed", "plain-spelling"))
            .extract()
            .path("id");
    taken(seller, Map.of("to", not, "channel", "sms", "body", decomposed, "carrier", carrier))
        .body("body", equalTo(DEAR))
        .body("changes", contains("composed"));
    // Then
    get(seller, "/api/messages/" + id).body("body", equalTo(plain));
    patiently().until(() -> at(carrier, asked).size() == 1 && at(carrier, not).size() == 1);
    String text = carrier.equals("twilio") ? "body" : "text";
    assertThat(at(carrier, asked).get(0).getString(text)).isEqualTo(plain);
    assertThat(at(carrier, not).get(0).getString(text)).isEqualTo(DEAR);
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-247 a text of more parts than the carrier takes is refused before it is stored")
  void shouldRefuseATextOfTooManyParts(Organization organization) {
    String seller = organization.seller();
    // When
    String body = "ã".repeat(671);
    post(seller, null, Map.of("to", contact(), "channel", "sms", "body", body, "carrier", "telnyx"))
        .then()
        // Then
        .statusCode(422)
        .body("code", equalTo("MESSAGES-0060"))
        .body("segments", equalTo(11));
    taken(seller, Map.of("to", contact(), "channel", "sms", "body", body, "carrier", "twilio"))
        .body("segments", equalTo(11));
  }

  @Test
  @DisplayName(
      "MSG-248 a preview names every bad field, counts WhatsApp as one, and needs no account")
  void shouldPreviewForWhoeverMaySend() {
    // When
    ApiUser.as("ana")
        .post(
            "/api/messages/preview",
            Map.of("channel", "fax", "body", " ", "carrier", "pombo", "to", "11"),
            null)
        .then()
        .statusCode(400)
        .body("errors.field", hasItems("channel", "body", "carrier", "to"));
    // Then
    preview("breno", Map.of("channel", "whatsapp", "body", DEAR))
        .body("segments", equalTo(1))
        .body("encoding", nullValue())
        .body("oddCharacters", empty());
    preview("breno", Map.of("channel", "sms", "body", "CABEÇA", "carrier", "telnyx"))
        .body("encoding", equalTo("ucs-2"));
  }

  private static Map<String, Object> with(Map<String, Object> body, String field, String value) {
    Map<String, Object> more = new HashMap<>(body);
    more.put(field, value);
    return more;
  }

  private static int billed(String carrier, String to) {
    return carrier.equals("twilio")
        ? atTwilio(to).stream().mapToInt(m -> Integer.parseInt(m.getString("num_segments"))).sum()
        : atTelnyx(to).stream().mapToInt(m -> m.getInteger("parts")).sum();
  }

  private static ValidatableResponse taken(String user, Map<String, ?> body) {
    return post(user, null, body).then().statusCode(201);
  }

  private static ValidatableResponse preview(String user, Map<String, ?> body) {
    return ApiUser.as(user).post("/api/messages/preview", body, null).then().statusCode(200);
  }
}
