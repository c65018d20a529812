package dev.ramal.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.AuthenticationFailedException;
import java.util.List;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.junit.jupiter.api.Test;

class SignInProblemTest {
  @Test
  void shouldTellAnExpiredTokenFromAnInvalidOne() {
    // When, Then
    assertThat(SignInProblem.isExpired(refused(ErrorCodes.EXPIRED))).isTrue();
    assertThat(SignInProblem.isExpired(refused(ErrorCodes.SIGNATURE_INVALID))).isFalse();
    assertThat(SignInProblem.isExpired(new AuthenticationFailedException())).isFalse();
  }

  @Test
  void shouldTellThePossessorOfAnExpiredTokenToTakeAnother() {
    // When, Then
    assertThat(SignInProblem.challenge(true))
        .isEqualTo(
            "Bearer error=\"invalid_token\", error_description=\"The access token has expired\"");
  }

  private static AuthenticationFailedException refused(int code) {
    InvalidJwtException cause =
        new InvalidJwtException("no", List.of(new ErrorCodeValidator.Error(code, "no")), null);
    return new AuthenticationFailedException(cause);
  }
}
