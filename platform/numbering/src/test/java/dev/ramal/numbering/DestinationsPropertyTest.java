package dev.ramal.numbering;

import static dev.ramal.events.DestinationClass.INTERNATIONAL;
import static dev.ramal.events.DestinationClass.LANDLINE;
import static dev.ramal.events.DestinationClass.MOBILE;
import static dev.ramal.events.DestinationClass.SMS_INTERNATIONAL;
import static dev.ramal.events.DestinationClass.SMS_NATIONAL;
import static dev.ramal.events.DestinationClass.SOFTPHONE;
import static dev.ramal.events.DestinationClass.TOLL_FREE;
import static dev.ramal.events.DestinationClass.WHATSAPP;
import static dev.ramal.events.DestinationClass.WITHHELD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainContext.Global.class)
@Domain(Numbers.class)
class DestinationsPropertyTest {
  @Property
  void shouldPutEveryNumberInExactlyOneFamily(@ForAll E164 number) {
    // When
    DestinationClass call = Destinations.ofCall(number.value());

    // Then
    assertThat(
            Stream.of(LANDLINE, MOBILE, INTERNATIONAL, TOLL_FREE, WITHHELD).filter(call::isWithin))
        .hasSize(1);
  }

  @Property
  void shouldAgreeOnWhatIsBrazilian(@ForAll E164 number) {
    // When
    boolean abroad = !number.value().startsWith("+55");

    // Then
    assertThat(Destinations.ofSms(number.value()).equals(SMS_NATIONAL)).isEqualTo(!abroad);
    assertThat(Destinations.ofWhatsApp(number.value()).equals(WHATSAPP)).isEqualTo(!abroad);
  }

  @Property
  void shouldClassWhateverACarrierSays(@ForAll String text) {
    // When
    DestinationClass call = Destinations.ofCall(text);
    DestinationClass sms = Destinations.ofSms(text);

    // Then
    assertThat(Stream.of(LANDLINE, MOBILE, INTERNATIONAL, TOLL_FREE, WITHHELD, SOFTPHONE))
        .anyMatch(call::isWithin);
    assertThat(Stream.of(SMS_NATIONAL, SMS_INTERNATIONAL)).anyMatch(sms::isWithin);
  }
}
