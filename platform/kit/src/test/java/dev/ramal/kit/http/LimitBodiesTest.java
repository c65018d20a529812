package dev.ramal.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.kit.problem.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitBodiesTest {
  private static final HttpConfig LIMITS =
      new HttpConfig() {
        @Override
        public int maxUri() {
          return 100;
        }

        @Override
        public MemorySize maxBody() {
          return new MemorySize(BigInteger.TEN);
        }

        @Override
        public Map<String, MemorySize> largeBodies() {
          return Map.of("/files", new MemorySize(BigInteger.valueOf(1_000)));
        }
      };

  @ParameterizedTest
  @CsvSource({
    "/files,   text/csv,                       1000",
    "/files,   ,                               1000",
    "/files,   application/json,               10",
    "/files,   Application/Vnd.x+JSON,         10",
    "/files/1, text/csv,                       10",
    "/notes,   application/json,               10"
  })
  void shouldTakeLargeBodiesWhereFilesAreTaken(String path, String type, long most) {
    // Then
    assertThat(LimitBodies.most(LIMITS, path, type)).isEqualTo(most);
  }

  @Test
  void shouldRefuseABodyWhileItIsRead() throws IOException {
    // Given
    LimitedStream fits = new LimitedStream(new ByteArrayInputStream(new byte[1_000]), 1_000);
    LimitedStream tooLarge = new LimitedStream(new ByteArrayInputStream(new byte[1_001]), 1_000);
    LimitedStream oneByOne = new LimitedStream(new ByteArrayInputStream(new byte[3]), 2);

    // Then
    assertThat(fits.readAllBytes()).hasSize(1_000);
    assertThatThrownBy(tooLarge::readAllBytes)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(413);
              assertThat(refused.problem().detail()).contains("1000 bytes");
            });
    assertThat(oneByOne.read()).isZero();
    assertThat(oneByOne.read()).isZero();
    assertThatThrownBy(oneByOne::read).isInstanceOf(ProblemException.class);
  }
}
