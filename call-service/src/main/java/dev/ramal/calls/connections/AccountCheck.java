package dev.ramal.calls.connections;

import dev.ramal.carriers.CarrierReply;
import java.util.List;

/** What a carrier says of an organization's account before it is used. */
public sealed interface AccountCheck {

  /**
   * The credentials are true.
   *
   * @param warnings what is not set up at the carrier; calls can be made all the same
   */
  record Known(List<AccountWarning> warnings) implements AccountCheck {}

  /**
   * The carrier does not take them.
   *
   * @param field of the request that is wrong
   * @param reason in the carrier's words
   */
  record Refused(String field, String reason) implements AccountCheck {}

  /** It could not be asked. */
  record NotAsked(String reason) implements AccountCheck {}

  /**
   * Why a reply that is not done does not confirm an account.
   *
   * @param credentials the field that is wrong when the carrier knows nobody of them
   * @param asked the field that is wrong when it does not have what was asked for
   */
  static AccountCheck because(CarrierReply<?> reply, String credentials, String asked) {
    if (reply instanceof CarrierReply.Refused<?> refused) {
      return switch (refused.status()) {
        case 401, 403 -> new Refused(credentials, refused.code() + " " + refused.reason());
        case 404 -> new Refused(asked, refused.code() + " " + refused.reason());
        default -> new NotAsked(refused.code() + " " + refused.reason());
      };
    }
    return new NotAsked(
        reply instanceof CarrierReply.Unknown<?> unknown
            ? unknown.reason()
            : "the carrier asks us to slow down");
  }
}
