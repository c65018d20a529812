package dev.ramal.crm.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.kit.jobs.JobQueue;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One CRM. To be a bean is its registration; which organization uses which CRM says the connection.
 *
 * <p>Every method fails with a {@link CrmFault} and with nothing else that a caller need know. One
 * that takes a token fails with {@link CrmFault.TokenRefused} when the CRM refuses it; the caller
 * then comes again with a fresh one.
 */
public interface CrmPort {
  /** Stored with each connection and shown: never changes. */
  String name();

  /** What an administrator enters to let us in. */
  default Credential credential() {
    return Credential.APPLICATION;
  }

  /** By what a CRM lets us in. */
  enum Credential {
    /** An application with its secret, and a refresh token. */
    APPLICATION,
    /** A token that stays; {@link #refresh} gets it instead of a refresh token. */
    TOKEN
  }

  /** What the CRM takes of one account, requests of all our processes together. */
  JobQueue.Rate rate();

  /**
   * Exchanges a refresh token, which is used up by it.
   *
   * <p>Fails with {@link CrmFault.Disconnected} when the refresh token is refused and with {@link
   * CrmFault.Unavailable} when nothing is known of the exchange.
   */
  Uni<TokenPair> refresh(ClientCredentials client, String refreshToken);

  /**
   * The CRM's page on which somebody lets us in; it leads back with a code. Empty where a CRM has
   * none.
   *
   * @param state comes back with the code where the CRM knows it; null for none
   */
  default Optional<String> authorizationPage(String clientId, String redirectUri, String state) {
    return Optional.empty();
  }

  /**
   * Exchanges the code of that page, which works once.
   *
   * <p>Fails with {@link CrmFault.Refused} when the code or the application is not taken, and with
   * {@link CrmFault.Unavailable} when nothing is known of the exchange.
   */
  default Uni<TokenPair> exchangeCode(ClientCredentials client, String code, String redirectUri) {
    return Uni.createFrom().failure(new CrmFault.Refused("this CRM gives no codes"));
  }

  /** Contacts that hold exactly this text as a phone; empty when none does. */
  Uni<List<CrmContact>> findContacts(AccessToken token, String phone);

  /**
   * Whether it can be asked for many phones at once; else {@link #findContactsByAny} costs none.
   */
  default boolean findsByAny() {
    return false;
  }

  /**
   * Contacts that hold one of these texts as a phone, by the text that each holds, all with one
   * request; empty where the CRM cannot be asked so, or its answer proves nothing: then each text
   * is asked for alone.
   */
  default Uni<Optional<Map<String, List<CrmContact>>>> findContactsByAny(
      AccessToken token, List<String> phones) {
    return Uni.createFrom().item(Optional.empty());
  }

  /** Deals of a contact that are open or paused, with one request. */
  Uni<ContactDeals> openDeals(AccessToken token, String contactId);

  /** One of those that are only named; empty when it is not open. */
  default Uni<Optional<CrmDeal>> openDeal(AccessToken token, String dealId) {
    return Uni.createFrom().failure(new CrmFault.Refused("this CRM tells the deals themselves"));
  }

  /**
   * What a CRM tells of a contact's deals.
   *
   * @param open those that are open or paused
   * @param named ids of deals of which it tells no more: each costs a request
   */
  record ContactDeals(List<CrmDeal> open, List<String> named) {
    public static ContactDeals open(List<CrmDeal> open) {
      return new ContactDeals(open, List.of());
    }
  }

  /**
   * Makes a contact. No idempotency key is expected: after {@link CrmFault.OutcomeUnknown} the
   * contact is looked for before one is made again.
   *
   * @param phone E.164
   */
  default Uni<CrmContact> createContact(AccessToken token, String name, String phone) {
    return Uni.createFrom().failure(new CrmFault.Refused("this CRM takes no contacts from us"));
  }

  /** Makes an open deal; as {@link #createContact}. */
  default Uni<CrmDeal> createDeal(AccessToken token, NewDeal deal) {
    return Uni.createFrom().failure(new CrmFault.Refused("this CRM takes no deals from us"));
  }

  /**
   * A deal to be made.
   *
   * @param stageId null for the CRM's own choice
   */
  record NewDeal(String name, String contactId, String stageId) {}

  /** What may be wanted of its deals besides notes; the methods of all else refuse. */
  default Set<CrmAbility> abilities() {
    return Set.of();
  }

  /** A deal as it stands now, as far as we change deals. */
  default Uni<CrmDealState> readDeal(AccessToken token, String dealId) {
    return Uni.createFrom().failure(new CrmFault.Refused("this CRM's deals are not changed by us"));
  }

  /**
   * Changes a deal; the same change may be made twice. After {@link CrmFault.OutcomeUnknown} {@link
   * #readDeal} tells what became of it.
   *
   * @param stageId null to leave the deal where it is
   * @param fields all custom fields, those that do not change as they were read; null to leave them
   * @return the deal as it stands then
   */
  default Uni<CrmDealState> updateDeal(
      AccessToken token, String dealId, String stageId, Map<String, Object> fields) {
    return Uni.createFrom().failure(new CrmFault.Refused("this CRM's deals are not changed by us"));
  }

  /**
   * Makes an open task on a deal. No idempotency key is expected: after {@link
   * CrmFault.OutcomeUnknown} ask {@link #findTask} before making it again.
   *
   * @return id of the task
   */
  default Uni<String> createTask(AccessToken token, NewTask task) {
    return Uni.createFrom().failure(new CrmFault.Refused("this CRM takes no tasks from us"));
  }

  /**
   * The task of a deal whose description contains the marker; one page, as of notes.
   *
   * @param page from 1; the next one is asked for while {@link NoteSearch#goesOn}
   */
  default Uni<NoteSearch> findTask(AccessToken token, String dealId, String marker, int page) {
    return Uni.createFrom().item(new NoteSearch(Optional.empty(), false));
  }

  /**
   * A task to be made.
   *
   * @param name what is to be done, one line
   * @param ownerId user who is to do it; null for nobody in particular
   */
  record NewTask(
      String dealId,
      CrmTaskType type,
      String name,
      String description,
      Instant dueAt,
      String ownerId) {}

  /** Those who work with the CRM now; one page, as of notes. */
  default Uni<UserPage> users(AccessToken token, int page) {
    return Uni.createFrom().item(new UserPage(List.of(), false));
  }

  /**
   * @param more whether there may be further pages
   */
  record UserPage(List<CrmUser> users, boolean more) {}

  /**
   * Writes a note. No idempotency key is expected of a CRM: after {@link CrmFault.OutcomeUnknown}
   * ask {@link #findNote} before writing again.
   *
   * @return id of the note
   */
  Uni<String> writeNote(AccessToken token, String dealId, String text);

  /**
   * The note of a deal whose text contains the marker, of a CRM that is asked so with one request.
   */
  default Uni<Optional<String>> findNote(AccessToken token, String dealId, String marker) {
    return Uni.createFrom().failure(new CrmFault.Refused("this CRM lists notes in pages"));
  }

  /**
   * The same of a CRM that lists the notes of a deal in pages: one page, with one request. Each
   * request waits for its own turn.
   *
   * @param page from 1; the next one is asked for while {@link NoteSearch#goesOn}
   */
  default Uni<NoteSearch> findNote(AccessToken token, String dealId, String marker, int page) {
    return findNote(token, dealId, marker).map(note -> new NoteSearch(note, false));
  }

  /**
   * What one request has brought to light.
   *
   * @param more whether there may be further pages
   */
  record NoteSearch(Optional<String> note, boolean more) {
    public boolean goesOn() {
      return more && note.isEmpty();
    }
  }

  /**
   * Writes what is told of a call: as a record of its own where the CRM knows calls, else as a
   * note. As {@link #writeNote}; after {@link CrmFault.OutcomeUnknown} ask {@link #findCall}.
   *
   * @return id of the record
   */
  default Uni<String> writeCall(AccessToken token, LoggedCall call) {
    return writeNote(token, call.dealId(), call.text());
  }

  /**
   * What {@link #writeCall} has written on a deal; in pages as {@link #findNote(AccessToken,
   * String, String, int)}.
   *
   * @param marker the line of its text that no other holds
   */
  default Uni<NoteSearch> findCall(
      AccessToken token, String dealId, String callId, String marker, int page) {
    return findNote(token, dealId, marker, page);
  }

  /**
   * What a webhook of the CRM says.
   *
   * @param body JSON, of a sender who has shown the organization's secret
   * @throws MalformedWebhook naming the field that is not as the CRM sends it
   */
  default CrmWebhook readWebhook(JsonNode body) {
    throw new MalformedWebhook("", "is not taken: this CRM sends none");
  }

  /** Events that webhooks are asked for, as the CRM calls them; empty where it takes no wishes. */
  default List<String> webhookEvents() {
    return List.of();
  }

  /** Webhooks that were asked for of this account, by anybody; one page, as of notes. */
  default Uni<WebhookPage> webhooks(AccessToken token, int page) {
    return Uni.createFrom().failure(new CrmFault.Refused("this CRM sends no webhooks"));
  }

  /** Has the CRM tell an event from now on. */
  default Uni<Void> createWebhook(AccessToken token, String event, WebhookTarget target) {
    return Uni.createFrom().failure(new CrmFault.Refused("this CRM sends no webhooks"));
  }

  /** Has the CRM tell it no more; one that is not there is no failure. */
  default Uni<Void> deleteWebhook(AccessToken token, String id) {
    return Uni.createFrom().failure(new CrmFault.Refused("this CRM sends no webhooks"));
  }

  /**
   * A webhook as the CRM knows it.
   *
   * @param suspended whether the CRM tells it no more, as after constant failure, until it is asked
   *     for anew
   */
  record WebhookSubscription(String id, String event, String url, boolean suspended) {}

  /**
   * @param more whether there may be further pages
   */
  record WebhookPage(List<WebhookSubscription> webhooks, boolean more) {}

  /**
   * Where webhooks go.
   *
   * @param header in which the secret is sent
   * @param secret plain; never to be logged
   */
  record WebhookTarget(String url, String header, String secret) {
    @Override
    public String toString() {
      return "WebhookTarget " + url;
    }
  }

  /** What a request to the CRM is authorized by. Never to be logged, so it does not show itself. */
  record AccessToken(String value) {
    public String bearer() {
      return "Bearer " + value;
    }

    @Override
    public String toString() {
      return "AccessToken";
    }
  }

  /**
   * Our application as the CRM knows it.
   *
   * @param clientSecret plain; never to be logged
   */
  record ClientCredentials(String clientId, String clientSecret) {
    /** Where a CRM wants a token alone. */
    public static final ClientCredentials NONE = new ClientCredentials("", "");

    @Override
    public String toString() {
      return "ClientCredentials of " + clientId;
    }
  }

  /**
   * What a refresh token was exchanged for.
   *
   * @param refreshToken for the next exchange; the one that bought this pair may be dead
   * @param lifetime of the access token
   */
  record TokenPair(AccessToken accessToken, String refreshToken, Duration lifetime) {
    @Override
    public String toString() {
      return "TokenPair for " + lifetime;
    }
  }
}
