package dev.ramal.calls.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.E164;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/**
 * Telephone numbers at a carrier: which it sells, buying one, giving it back. As with {@link
 * CarrierPort} a failed {@code Uni} is a bug.
 *
 * <p>Failure policy: an order leaves this process once. Where it is not known whether the carrier
 * took it the answer is {@link Outcome.Unknown}, and {@link #find} is asked before anything else is
 * done: a number is paid for by the month until somebody notices.
 */
public interface NumberPort {
  /** Code of a refusal: nobody can buy this number now. */
  String NOT_OFFERED = "not-offered";

  /** Code of a refusal: the carrier demands a document that it was not given. */
  String DOCUMENTS = "documents-needed";

  /** Code of a refusal: the carrier still examines the documents. */
  String DOCUMENTS_PENDING = "documents-pending";

  /** Code of a refusal: the carrier has rejected the documents, or their time is over. */
  String DOCUMENTS_REJECTED = "documents-rejected";

  /** What the country's regulation demands for a number, told before anybody orders one. */
  List<NumberDocument> documents(String country);

  /** What has to be handed in for such numbers, as the carrier says now. */
  Uni<CarrierReply<List<DemandedPaper>>> papers(
      CarrierAccount account, String country, NumberType type);

  /**
   * How documents stand that the account has at the carrier.
   *
   * @param documents by the field that names each; all that {@link #documents} demands
   */
  Uni<CarrierReply<DocumentReport>> report(CarrierAccount account, Map<String, String> documents);

  /** Whether the carrier keeps an order until the documents are approved. */
  boolean waitsForDocuments();

  /** Numbers on offer. */
  Uni<CarrierReply<List<NumberOffer>>> search(CarrierAccount account, NumberQuery query);

  /**
   * Buys one number and has its callbacks come to us.
   *
   * @return {@code Done} with the carrier's id of the number; empty where it told none
   */
  Uni<Outcome<String>> buy(CarrierAccount account, NumberOrder order);

  /**
   * What became of an order, by what the account has at the carrier. Changes nothing there.
   *
   * @return {@code NotTaken} when it has neither the number nor the order
   */
  Uni<Outcome<String>> find(CarrierAccount account, NumberOrder order);

  /**
   * Gives a number back. One that the account does not have is given back already.
   *
   * @return {@code Done} with the carrier's id of the number; empty where there was none
   */
  Uni<Outcome<String>> release(CarrierAccount account, E164 number);
}
