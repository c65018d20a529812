package dev.ramal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.gateway.fixtures.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "twilio/signature-vectors.json",
        "twilio/webhook-fixtures.json",
        "telnyx/signature-vectors.json"
      })
  void shouldHoldTheSameFactsAsTheOriginals(String name) throws IOException {
    // Given
    Path original = Contracts.originals().resolve(name);
    assumeTrue(Files.exists(original), "the originals do not lie beside this checkout");

    // When
    var facts = new ObjectMapper().readTree(original.toFile());

    // Then
    assertThat(Contracts.json(name)).isEqualTo(facts);
  }
}
