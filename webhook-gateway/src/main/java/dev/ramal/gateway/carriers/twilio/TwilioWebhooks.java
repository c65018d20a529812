package dev.ramal.gateway.carriers.twilio;

import dev.ramal.carriers.OpenedConnection;
import dev.ramal.carriers.OpenedConnection.OpenedSecret;
import dev.ramal.events.Carrier;
import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.carriers.VoiceAnswer;
import dev.ramal.gateway.carriers.VoiceStep;
import dev.ramal.gateway.carriers.WebhookConnection;
import dev.ramal.gateway.carriers.WebhookConnection.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;

/** Twilio: forms, signed with the address that was called, each kind at a path of its own. */
public final class TwilioWebhooks implements CarrierWebhooks {
  /** Twilio warns of empty 200s. */
  private static final int NO_CONTENT = 204;

  /** By the last part of the paths that we register with Twilio. */
  static final Map<String, Function<TwilioCallback, Translation>> TRANSLATIONS =
      Map.of(
          "call-status", CallCallbacks::status,
          "leg-status", TwilioWebhooks::legStatus,
          "amd-status", CallCallbacks::machine,
          "recording-status", CallCallbacks::recording,
          "conference-status", FlowCallbacks::conference,
          "queue-status", FlowCallbacks::queue,
          "message-status", MessageCallbacks::status,
          "incoming-message", MessageCallbacks::incoming);

  /** The one kind that is no form. */
  static final String TRANSCRIPT_STATUS = "transcript-status";

  private static final Map<String, Kind> KINDS =
      TRANSLATIONS.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> kind(each.getValue())));

  private final TwilioSignature signature;
  private final Duration deadline;

  /**
   * @param publicBase where Twilio believes us to be
   */
  public TwilioWebhooks(String publicBase, Duration deadline) {
    this.signature = new TwilioSignature(publicBase);
    this.deadline = deadline;
  }

  @Override
  public Carrier carrier() {
    return Carrier.TWILIO;
  }

  @Override
  public Duration deadline() {
    return deadline;
  }

  @Override
  public int acknowledgement() {
    return NO_CONTENT;
  }

  @Override
  public boolean verifiesWith(String secretName) {
    return secretName.equals(OpenedConnection.AUTH_TOKEN)
        || secretName.equals(OpenedConnection.SHARED_KEY);
  }

  @Override
  public List<SigningKey> keys(OpenedConnection connection) {
    return connection.secrets().stream()
        .map(secret -> new SigningKey(key(secret), secret.validUntil()))
        .toList();
  }

  private static SecretKey key(OpenedSecret secret) {
    return secret.name().equals(OpenedConnection.SHARED_KEY)
        ? TwilioSignature.sharedKey(secret.plain())
        : TwilioSignature.key(secret.plain());
  }

  @Override
  public Kind kindOrNull(String name) {
    return TRANSCRIPT_STATUS.equals(name)
        ? TranscriptCallbacks::translate
        : name == null ? null : KINDS.get(name);
  }

  private static Kind kind(Function<TwilioCallback, Translation> translation) {
    return callback -> {
      if (callback.form() == null) {
        return Translation.Unknown.because("a JSON body where Twilio sends a form");
      }
      checkOwner(callback);
      return translation.apply(TwilioCallback.of(callback));
    };
  }

  /** Two callbacks come to one address: of a dialled leg, and of the dialling when it is over. */
  private static Translation legStatus(TwilioCallback callback) {
    return callback.form().has("DialCallStatus")
        ? FlowCallbacks.legEnded(callback)
        : CallCallbacks.status(callback);
  }

  @Override
  public Signature verify(ReceivedCallback callback) {
    String claimed = callback.header(TwilioSignature.HEADER);
    if (claimed == null || claimed.isEmpty()) {
      return Signature.ABSENT;
    }
    Optional<String> algorithm =
        SignatureSettings.keyAlgorithm(callback.header(SignatureSettings.HEADER));
    List<SecretKey> keys =
        callback.connection().liveKeys(SecretKey.class, callback.receivedAt()).stream()
            .filter(key -> algorithm.filter(key.getAlgorithm()::equals).isPresent())
            .toList();
    String address = callback.pathAndQuery();
    boolean genuine =
        callback.form() != null
            ? signature.isGenuine(address, callback.form(), claimed, keys)
            : signature.isGenuine(address, callback.body(), claimed, keys);
    return genuine ? Signature.GENUINE : Signature.FORGED;
  }

  /** The account or one of its subaccounts. */
  private static void checkOwner(ReceivedCallback callback) {
    WebhookConnection connection = callback.connection();
    String account = callback.form().text("AccountSid");
    if (account == null || !connection.accountSids().contains(account)) {
      throw RejectedCallback.foreign("AccountSid", "the connection does not include this account");
    }
  }

  @Override
  public VoiceStep voiceStep(ReceivedCallback callback) {
    checkOwner(callback);
    return TwilioVoice.step(TwilioCallback.of(callback));
  }

  @Override
  public VoiceAnswer ownAnswerOrNull(ReceivedCallback callback) {
    return TwilioVoice.ownAnswerOrNull(callback);
  }

  @Override
  public List<String> tellingHeaders() {
    return List.of("i-twilio-idempotency-token");
  }
}
