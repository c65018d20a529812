package dev.ramal.messaging.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;

/**
 * What is needed of a carrier that keeps texts and has WhatsApp approve them. One that does not has
 * no such port. Each method makes one request at most that does something, and never repeats it.
 */
public interface TemplateCarrier {
  Carrier carrier();

  /**
   * Gives the text to the carrier; nobody has to approve anything yet.
   *
   * @return the carrier's id of it
   */
  Uni<CarrierReply<String>> create(CarrierAccount account, Text text);

  /** Looks for a text by our name; the carrier's id, empty where there is none. */
  Uni<CarrierReply<Optional<String>>> find(CarrierAccount account, String name);

  /**
   * Asks for approval.
   *
   * @param name small letters, digits and _
   * @param category as WhatsApp has it, UTILITY or MARKETING
   */
  Uni<CarrierReply<Decision>> request(
      CarrierAccount account, String contentId, String name, String category);

  /** How far the approval is; {@code UNSUBMITTED} where nobody has asked for it. */
  Uni<CarrierReply<Decision>> ask(CarrierAccount account, String contentId);

  /**
   * A text as it is given to the carrier.
   *
   * @param name ours, by which it is found again
   * @param body with variables by number, from {@code {{1}}}
   * @param examples by the same numbers
   */
  record Text(String name, String language, String body, Map<String, String> examples) {}

  /**
   * What was decided.
   *
   * @param reason null for none
   * @param category the carrier's word for the category by which WhatsApp prices the text; null
   *     where it says none
   */
  record Decision(Verdict verdict, String reason, String category) {}

  /** Carriers' words in one. */
  enum Verdict {
    /** A word that we do not know. */
    UNKNOWN,
    UNSUBMITTED,
    PENDING,
    APPROVED,
    REJECTED,
    PAUSED,
    DISABLED
  }
}
