package dev.ramal.gateway.receiving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.Carrier;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.carriers.telnyx.TelnyxTranslation;
import dev.ramal.gateway.carriers.telnyx.TexmlTranslation;
import dev.ramal.gateway.carriers.twilio.TwilioKind;
import dev.ramal.gateway.carriers.twilio.TwilioTranslation;
import dev.ramal.gateway.connections.Connection;

/** Finds out what a genuine callback says, once its owner is certain. */
final class TranslateCallback {
  private TranslateCallback() {}

  /**
   * @throws Refused when it belongs to somebody else
   * @throws dev.ramal.gateway.verification.MalformedCallback when it lacks what it must have
   */
  static Translation translate(GenuineCallback callback) {
    if (callback.connection().carrier() == Carrier.TWILIO) {
      return twilio(callback);
    }
    return callback.form() == null ? telnyx(callback) : texml(callback);
  }

  private static Translation twilio(GenuineCallback callback) {
    if (callback.form() == null) {
      return Translation.Unknown.because("a JSON body where Twilio sends a form");
    }
    CheckOwner.ofTwilio(callback.connection(), callback.form());
    return TwilioTranslation.translate(
        TwilioKind.orNull(callback.target().name()),
        callback.connection().id(),
        callback.query(),
        callback.form(),
        callback.raw(),
        callback.receivedAt());
  }

  private static Translation telnyx(GenuineCallback callback) {
    Connection connection = callback.connection();
    JsonNode body = TelnyxTranslation.read(callback.body());
    boolean owned = CheckOwner.ofTelnyx(connection, body);
    return certain(
        owned,
        TelnyxTranslation.translate(connection.id(), body, callback.raw(), callback.receivedAt()));
  }

  private static Translation texml(GenuineCallback callback) {
    Connection connection = callback.connection();
    boolean owned =
        CheckOwner.ofTexml(connection, TexmlTranslation.connectionOrNull(callback.form()));
    return certain(
        owned,
        TexmlTranslation.translate(
            connection.id(), callback.form(), callback.raw(), callback.receivedAt()));
  }

  /** A fact that names no application could be anybody's who shares the carrier account. */
  private static Translation certain(boolean owned, Translation translation) {
    if (!owned && translation instanceof Translation.Fact) {
      throw new Refused(
          Outcome.WRONG_ACCOUNT, "the event names neither an application nor a profile");
    }
    return translation;
  }
}
