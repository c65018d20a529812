package dev.ramal.kit.problem;

import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Why a token does not sign its bearer in, told as RFC 6750 asks: whoever sent none logs in,
 * whoever sent an expired one takes a new one with the refresh token.
 */
public final class SignInProblem {
  public static final Problem MISSING =
      Problem.of(401, "RAMAL-0401", "Not signed in")
          .detail("Send an access token: Authorization: Bearer …");
  public static final Problem EXPIRED =
      Problem.of(401, "RAMAL-0444", "The access token has expired")
          .detail("Take a new one with the refresh token, and send the request again.");
  public static final Problem INVALID =
      Problem.of(401, "RAMAL-0445", "The access token is not valid")
          .detail("It is not one that our identity provider has given for this product.");

  private SignInProblem() {}

  public static boolean isExpired(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidJwtException invalid) {
        return invalid.hasErrorCode(ErrorCodes.EXPIRED);
      }
    }
    return false;
  }

  /** The value of {@code WWW-Authenticate}. */
  public static String challenge(boolean expired) {
    return "Bearer error=\"invalid_token\", error_description=\"%s\""
        .formatted(expired ? "The access token has expired" : "The access token is not valid");
  }
}
