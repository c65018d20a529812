package dev.ramal.gateway.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Channel;
import dev.ramal.events.MessageContent;
import dev.ramal.events.Place;
import dev.ramal.events.ReplyButton;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.gateway.carriers.telnyx.TelnyxTranslations;
import dev.ramal.gateway.carriers.twilio.TwilioTranslations;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTranslationTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-21T13:00:00Z");
  private static final String PERSON = "BR.84729103348571620033";

  @DisplayName("GW-80 a sender that is no number, and none at all, comes through as it came")
  @ParameterizedTest
  @CsvSource({"27182, 27182", "LOJAAZUL, LOJAAZUL", "%2B558001234567, +558001234567", ","})
  void shouldTellASenderAsItCame(String from, String expected) {
    // When
    Translation.Fact fact =
        twilio("From=" + (from == null ? "" : from) + "&To=%2B551130001000&Body=oi&NumMedia=0");

    // Then
    assertThat(received(fact).from()).isEqualTo(expected);
    assertThat(fact.aggregateId()).isEqualTo(expected == null ? "+551130001000" : expected);
  }

  @Test
  @DisplayName("GW-81 a person is known by WhatsApp's id, with a number and without")
  void shouldKeyAPersonByWhatsAppsId() {
    // When
    Translation.Fact without =
        twilio(
            "From=whatsapp:"
                + PERSON
                + "&ExternalUserId="
                + PERSON
                + "&To=whatsapp:%2B551130001000");
    Translation.Fact with =
        twilio(
            "From=whatsapp:%2B5511987654321&ExternalUserId=whatsapp:"
                + PERSON
                + "&To=whatsapp:%2B551130001000");

    // Then
    assertThat(received(without).from()).isEqualTo(PERSON);
    assertThat(received(with).from()).isEqualTo("+5511987654321");
    assertThat(received(without).contactUserId()).isEqualTo(PERSON);
    assertThat(received(with).contactUserId()).isEqualTo(PERSON);
    assertThat(received(without).channel()).isEqualTo(Channel.WHATSAPP);
    assertThat(with.aggregateId()).isEqualTo(without.aggregateId()).isEqualTo(PERSON);
  }

  @Test
  @DisplayName("GW-82 a place, a card, a reaction: what came is told where no text says it")
  void shouldTellWhatCameWithoutText() {
    // Given
    String parties = "From=whatsapp:%2B5511987654321&To=whatsapp:%2B551130001000&Body=&NumMedia=0";

    // When
    MessageContent place =
        received(
                twilio(
                    parties
                        + "&MessageType=location&Latitude=-23.5503&Longitude=-46.6339"
                        + "&Address=Rua+das+Ac%C3%A1cias+10&Label=Loja"))
            .content();
    MessageContent contacts = received(twilio(parties + "&MessageType=contacts")).content();
    MessageContent reaction = received(twilio(parties + "&MessageType=reaction")).content();
    MessageContent text = received(twilio(parties + "&MessageType=text")).content();

    // Then
    assertThat(place)
        .isEqualTo(
            new MessageContent(
                "location",
                new Place(
                    new BigDecimal("-23.5503"),
                    new BigDecimal("-46.6339"),
                    "Loja",
                    "Rua das Acácias 10")));
    assertThat(contacts).isEqualTo(new MessageContent("contacts", null));
    assertThat(reaction).isEqualTo(new MessageContent("reaction", null));
    assertThat(text).isNull();
  }

  @DisplayName("GW-80 a sender that is no number, and none at all, comes through as it came")
  @ParameterizedTest
  @ValueSource(strings = {"{\"phone_number\":\"\"}", "{\"phone_number\":null}", "null", "\" \""})
  void shouldTakeATelnyxMessageWithoutASender(String from) {
    // When
    Translation.Fact fact =
        telnyx(
            "\"type\":\"SMS\",\"from\":%s,\"to\":[{\"phone_number\":\"+551130002000\"}],\"text\":\"Promo\""
                .formatted(from));

    // Then
    assertThat(received(fact).from()).isNull();
    assertThat(received(fact).body()).isEqualTo("Promo");
    assertThat(fact.aggregateId()).isEqualTo("+551130002000");
  }

  @Test
  @DisplayName("GW-82 a place, a card, a reaction: what came is told where no text says it")
  void shouldTellWhatCameByTelnyx() {
    // Given
    String parties =
        "\"type\":\"WHATSAPP\",\"from\":{\"phone_number\":\"+5511987654321\"},"
            + "\"to\":[{\"phone_number\":\"+551130002000\"}]";

    // When
    MessageContent place =
        received(
                telnyx(
                    parties
                        + ",\"whatsapp_message\":{\"type\":\"location\",\"location\":"
                        + "{\"latitude\":-23.5,\"longitude\":-46.6,\"name\":\"Loja\"}}"))
            .content();
    MessageContent unknown = received(telnyx(parties)).content();

    // Then
    assertThat(place.place().label()).isEqualTo("Loja");
    assertThat(place.place().latitude()).isEqualByComparingTo("-23.5");
    assertThat(unknown).isEqualTo(new MessageContent("unknown", null));
  }

  @DisplayName("GW-82 a place, a card, a reaction: what came is told where no text says it")
  @ParameterizedTest
  @CsvSource({
    "ButtonPayload=confirmar&ButtonText=Confirmar&MessageType=button, confirmar, Confirmar",
    "ButtonText=Confirmar&MessageType=interactive, Confirmar, Confirmar"
  })
  void shouldTellWhichButtonWasTapped(String fields, String id, String title) {
    // When
    CarrierMessageReceived told =
        received(
            twilio(
                "From=whatsapp:%2B5511987654321&To=whatsapp:%2B551130001000&Body=Confirmar&"
                    + fields));

    // Then
    assertThat(told.content()).isEqualTo(MessageContent.tapped(new ReplyButton(id, title)));
    assertThat(told.body()).isEqualTo("Confirmar");
  }

  @DisplayName("GW-82 a place, a card, a reaction: what came is told where no text says it")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"interactive\":{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"confirmar\","
            + "\"title\":\"Confirmar\"}}",
        "\"button\":{\"payload\":\"confirmar\",\"text\":\"Confirmar\"}"
      })
  void shouldTellWhichButtonWasTappedByTelnyx(String content) {
    // When
    CarrierMessageReceived told =
        received(
            telnyx(
                "\"type\":\"WHATSAPP\",\"from\":{\"phone_number\":\"+5511987654321\"},"
                    + "\"to\":[{\"phone_number\":\"+551130002000\"}],\"whatsapp_message\":{"
                    + content
                    + "}"));

    // Then
    assertThat(told.content())
        .isEqualTo(MessageContent.tapped(new ReplyButton("confirmar", "Confirmar")));
    assertThat(told.body()).isEqualTo("Confirmar");
  }

  @DisplayName(
      "GW-82 a quoted message of ours is named; one by an id that nobody here knows is not")
  @ParameterizedTest
  @ValueSource(strings = {"id", "message_id"})
  void shouldNameTheMessageThatIsAnsweredByTelnyx(String field) {
    // Given
    String quote =
        "\"type\":\"WHATSAPP\",\"from\":{\"phone_number\":\"+5511987654321\"},\"text\":\"Sim\","
            + "\"to\":[{\"phone_number\":\"+551130002000\"}],"
            + "\"whatsapp_message\":{\"context\":{\"%s\":\"%s\"}}";
    String ours = "40385f64-5717-4562-b3fc-2c963f66afa6";

    // When
    String answered = received(telnyx(quote.formatted(field, ours))).replyTo();
    String unknown = received(telnyx(quote.formatted(field, "wamid.HBgLNTUx"))).replyTo();

    // Then
    assertThat(answered).isEqualTo(ours);
    assertThat(unknown).isNull();
  }

  private static Translation.Fact twilio(String form) {
    return (Translation.Fact)
        TwilioTranslations.callback(
            "incoming-message", "c1", "", "MessageSid=SM1&" + form, RECEIVED);
  }

  private static Translation.Fact telnyx(String payload) {
    String body =
        "{\"data\":{\"event_type\":\"message.received\",\"id\":\"e-1\",\"payload\":{\"id\":\"m-1\",%s}}}"
            .formatted(payload);
    return (Translation.Fact)
        TelnyxTranslations.event(body.getBytes(StandardCharsets.UTF_8), RECEIVED);
  }

  private static CarrierMessageReceived received(Translation.Fact fact) {
    return (CarrierMessageReceived) fact.fact();
  }
}
