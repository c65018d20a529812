package dev.ramal.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStateTest {
  @ParameterizedTest
  @ValueSource(strings = {"23505", "40001", "40P01", "55P03", "57014", "P0001", "22P02", "25P02"})
  void shouldTakeTheWordOfPostgresThatItHasRolledBack(String state) {
    // When
    Throwable failure = new IllegalStateException(failure("ERROR", state));

    // Then
    assertThat(SqlState.provesRollback(failure)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"57P01", "57P02", "57P03", "08006", "08007", "40003", "53100", "XX000"})
  void shouldTakeNoEndOfAConnectionForARollback(String state) {
    // When
    Throwable failure = failure("FATAL", state);

    // Then
    assertThat(SqlState.provesRollback(failure)).isFalse();
  }

  @Test
  void shouldTakeNoSilenceForARollback() {
    assertThat(SqlState.provesRollback(new TimeoutException("20 s"))).isFalse();
    assertThat(SqlState.provesRollback(new VertxException("Connection was closed", true)))
        .isFalse();
  }

  private static PgException failure(String severity, String state) {
    return new PgException("no", severity, state, null);
  }
}
