package dev.ramal.gateway.carriers;

import dev.ramal.carriers.OpenedConnection;
import dev.ramal.events.Carrier;
import java.time.Duration;
import java.util.List;

/**
 * All that the gateway must know of one carrier. Each has one implementation in a package of its
 * own and is registered in one place; nothing else here names a carrier. Pure: an implementation
 * waits for nothing and keeps nothing, so one serves every event loop.
 */
public interface CarrierWebhooks {

  /** A kind of callback that the carrier sends. */
  interface Kind {
    /**
     * @param callback genuine
     * @throws RejectedCallback when it belongs to somebody else or lacks what it must have
     */
    Translation translate(ReceivedCallback callback);
  }

  /** What became of the check of a signature. */
  enum Signature {
    GENUINE,
    FORGED,
    ABSENT
  }

  /** Its word is the first part of callback paths. */
  Carrier carrier();

  /** How long it may wait for the broker before it is told to come again. */
  Duration deadline();

  /** The status by which it understands that a callback is taken. */
  int acknowledgement();

  /** Whether a secret of a connection with this name verifies callbacks; others stay sealed. */
  boolean verifiesWith(String secretName);

  /** What callbacks of this connection may be signed with. */
  List<WebhookConnection.SigningKey> keys(OpenedConnection connection);

  /**
   * @param name what a path names beyond carrier and connection; null when it names nothing
   * @return null when there is no such callback
   */
  Kind kindOrNull(String name);

  /** Whether one of the connection's live keys signed this request. Nothing turns this off. */
  Signature verify(ReceivedCallback callback);

  /**
   * What a call asks that has reached a step.
   *
   * @param callback genuine, with a form
   * @throws RejectedCallback when it belongs to somebody else or lacks what it must have
   */
  VoiceStep voiceStep(ReceivedCallback callback);

  /**
   * What a step is answered without asking anybody: everything stands in the address, which we made
   * and the carrier signed. Null for other steps.
   *
   * @param callback genuine, with a form
   */
  default VoiceAnswer ownAnswerOrNull(ReceivedCallback callback) {
    return null;
  }

  /**
   * What whoever is on the line hears when nobody can say what to do. A carrier that does not speak
   * TwiML brings its own.
   */
  default VoiceAnswer apology() {
    return VoiceAnswer.APOLOGY;
  }

  /** Headers beside the usual ones that help whoever reads a quarantined callback. */
  List<String> tellingHeaders();
}
