package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.DestinationClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class WithheldTest {
  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        " ",
        "anonymous",
        "Anonymous",
        "ANONYMOUS",
        "restricted",
        "unknown",
        "unavailable",
        "private",
        "No Caller ID",
        "not-available",
        "Anônimo",
        "Número privado",
        "Número oculto",
        "Oculto",
        "ID oculto",
        "Sem identificação",
        "Chamada anônima",
        "Confidencial",
        "Private Number",
        "Unknown Caller",
        "Anonymous Call",
        "WITHHELD NUMBER",
        "hidden",
        "PAYPHONE",
        "undefined",
        "N/A",
        "?",
        "+5500000000000",
        "+550000000000",
        "privado",
        "sip:anonymous@anonymous.invalid",
        "\"Anonymous\" <sip:anonymous@anonymous.invalid>",
        "sips:unavailable@192.0.2.1",
        "anonymous@anonymous.invalid",
        "sip:+266696687@203.0.113.9",
        "+266696687",
        "266696687",
        "+1266696687",
        "+7378742833",
        "+2562533",
        "+8656696",
        "+86282452253",
        "+7748283",
        "+464",
        "+",
        "+10000000000",
        "0000000000",
        "0"
      })
  void shouldSeeThatACallerHides(String caller) {
    // When
    boolean withheld = Withheld.is(caller);
    DestinationClass inbound = Destinations.ofInboundCall(caller, "+551130001000");

    // Then
    assertThat(withheld).isTrue();
    assertThat(inbound.word()).isEqualTo("withheld");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+5511987654321",
        "+551130001000",
        "+13055550142",
        "+17378742833",
        "+558001234567",
        "27182",
        "190",
        "client:unknown-agent-7",
        "client:ana",
        "+551130000000",
        "+5511900000000",
        "11912340067",
        "rita@sip.telnyx.com",
        "\"Rita\" <sip:rita@sip.telnyx.com>",
        "sip:rita@sip.telnyx.com"
      })
  void shouldKeepWhoIsSomebody(String caller) {
    // When
    boolean withheld = Withheld.is(caller);

    // Then
    assertThat(withheld).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "11912340067, +5511912340067",
    "5511912340067, +5511912340067",
    "011912340067, +5511912340067",
    "1130001000, +551130001000",
    "551130001000, +551130001000",
    "1187654321, +551187654321",
    "+5511912340067, +5511912340067",
    "13055550142, 13055550142",
    "30912340067, 30912340067",
    "27182, 27182",
    "client:ana, client:ana",
    "sip:rita@sip.telnyx.com, sip:rita@sip.telnyx.com",
    ","
  })
  void shouldReadACallerAsItIsWrittenWithinBrazil(String said, String number) {
    // Then
    assertThat(CallerNumber.of(said)).isEqualTo(number);
  }

  @Test
  void shouldPriceAnInboundCallByOurTollFreeNumber() {
    // When
    DestinationClass toTollFree = Destinations.ofInboundCall("+5511987654321", "+558007654321");
    DestinationClass fromTollFree = Destinations.ofInboundCall("+558007654321", "+551130001000");

    // Then
    assertThat(toTollFree).isEqualTo(DestinationClass.TOLL_FREE);
    assertThat(fromTollFree).isEqualTo(DestinationClass.LANDLINE);
  }
}
