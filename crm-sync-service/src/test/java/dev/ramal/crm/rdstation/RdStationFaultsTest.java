package dev.ramal.crm.rdstation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.port.CrmFault;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RdStationFaultsTest {
  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new WebApplicationException(422), true, CrmFault.Refused.class),
        Arguments.of(new WebApplicationException(403), true, CrmFault.Refused.class),
        Arguments.of(new WebApplicationException(403), false, CrmFault.Refused.class),
        Arguments.of(new WebApplicationException(401), true, CrmFault.TokenRefused.class),
        Arguments.of(new WebApplicationException(429), true, CrmFault.Throttled.class),
        Arguments.of(new WebApplicationException(408), true, CrmFault.OutcomeUnknown.class),
        Arguments.of(new WebApplicationException(408), false, CrmFault.Unavailable.class),
        Arguments.of(new WebApplicationException(500), true, CrmFault.OutcomeUnknown.class),
        Arguments.of(new WebApplicationException(500), false, CrmFault.Unavailable.class),
        Arguments.of(new IOException("reset"), true, CrmFault.OutcomeUnknown.class),
        Arguments.of(new ConnectException("refused"), true, CrmFault.Unavailable.class));
  }

  @ParameterizedTest
  @CsvSource({"400, true", "401, true", "403, false", "422, false", "429, false", "503, false"})
  @DisplayName("CRM-67 only a refusal of the refresh token itself costs the connection")
  void shouldNotGiveUpAConnectionForOtherRefusals(int status, boolean lost) {
    // When
    CrmFault read = RdStationCrm.TOKENS.ofRefresh(new WebApplicationException(status));

    // Then
    assertThat(read instanceof CrmFault.Disconnected).isEqualTo(lost);
    assertThat(read).isNotInstanceOf(CrmFault.Refused.class);
  }

  @ParameterizedTest
  @MethodSource("faults")
  @DisplayName("CRM-67 only an answer that says no proves that no note was written")
  void shouldTellARefusalFromAnUnknownOutcome(
      Throwable fault, boolean writing, Class<? extends CrmFault> meaning) {
    // When
    CrmFault read = RdStationFaults.of(fault, writing);

    // Then
    assertThat(read).isInstanceOf(meaning);
  }
}
