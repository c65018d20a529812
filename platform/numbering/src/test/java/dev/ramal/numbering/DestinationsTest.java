package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.DestinationClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationsTest {

  @ParameterizedTest
  @CsvSource({
    "+551130001000, landline",
    "+556133221100, landline",
    "+5511987654321, mobile-sp-rj",
    "+5519987654321, mobile-sp-rj",
    "+5521987654321, mobile-sp-rj",
    "+5522987654321, mobile-sp-rj",
    "+5524987654321, mobile-sp-rj",
    "+5531987654321, mobile",
    "+5561987654321, mobile",
    "+14155550123, international-US",
    "+351912345678, international-PT",
    "+5491123456789, international-AR",
    "+88213000000, international-ZZ",
    "client:ana, softphone",
    "sip:ana@sip.telnyx.com, softphone",
    "anonymous, withheld"
  })
  void shouldClassify(String address, String expected) {
    // When
    DestinationClass destination = Destinations.ofCall(address);

    // Then
    assertThat(destination.word()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "sip:rita@sip.example.com, +551130001000, landline",
        "sips:rita@sip.example.com, +551130001000, landline",
        "SIP:1001@10.0.0.7;user=phone, +551130001000, landline",
        "rita@sip.example.com, +551130001000, landline",
        "'\"Rita\" <sip:rita@sip.example.com>', +551130001000, landline",
        "sip:10.0.0.7, +551130001000, landline",
        "sip:rita@sip.example.com, +5531987654321, mobile",
        "sip:rita@sip.example.com, +558007654321, toll-free",
        "sip:rita@sip.example.com, -, landline",
        "sip:+5531987654321@sip.example.com, +551130001000, mobile",
        "sip:5531987654321@sip.example.com, +551130001000, mobile",
        "sip:+13055550142@sip.example.com, +551130001000, international-US",
        "sip:anonymous@anonymous.invalid, +551130001000, withheld",
        "sip:rita@sip.example.com, sip:sales@company.sip.example.com, softphone",
        "client:ana, +551130001000, softphone"
      })
  void shouldPriceASipCallerAsACallToOurNumber(String caller, String ours, String expected) {
    // When
    DestinationClass destination = Destinations.ofInboundCall(caller, ours);

    // Then
    assertThat(destination.word()).isEqualTo(expected);
  }
}
