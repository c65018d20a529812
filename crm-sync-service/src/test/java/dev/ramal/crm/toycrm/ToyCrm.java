package dev.ramal.crm.toycrm;

import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmDeal;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.crm.port.CrmPort.ClientCredentials;
import dev.ramal.crm.port.CrmPort.TokenPair;
import dev.ramal.kit.jobs.JobQueue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A second CRM, in memory; written by following docs/how-to/add-a-crm.md. */
@ApplicationScoped
public class ToyCrm implements CrmPort {
  /** A deal whose notes fill three pages; the one that is looked for stands on the last. */
  public static final String LONG_DEAL = "toy-long";

  private final Map<String, String> contacts = new ConcurrentHashMap<>();
  private final Map<String, String> notes = new ConcurrentHashMap<>();
  private final List<Integer> pages = new CopyOnWriteArrayList<>();
  private volatile Runnable onPage = () -> {};

  /** The person's id is also that of the one deal. */
  public String addPersonWithDeal(String phone) {
    String id = "toy-" + phone.replaceAll("[^0-9]", "");
    contacts.put(phone, id);
    return id;
  }

  public Optional<String> note(String dealId) {
    return Optional.ofNullable(notes.get(dealId));
  }

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public JobQueue.Rate rate() {
    return new JobQueue.Rate(100, 100);
  }

  @Override
  public Uni<TokenPair> refresh(ClientCredentials client, String refreshToken) {
    return Uni.createFrom()
        .item(new TokenPair(new AccessToken("toy"), refreshToken, Duration.ofHours(1)));
  }

  @Override
  public Uni<List<CrmContact>> findContacts(AccessToken token, String phone) {
    return Uni.createFrom()
        .item(Optional.ofNullable(contacts.get(phone)))
        .map(found -> found.map(id -> List.of(new CrmContact(id, "Toy"))).orElse(List.of()));
  }

  @Override
  public Uni<ContactDeals> openDeals(AccessToken token, String contactId) {
    return Uni.createFrom()
        .item(ContactDeals.open(List.of(new CrmDeal(contactId, null, "ongoing", null, true))));
  }

  /** The first note of a deal is taken, but its answer is lost. */
  @Override
  public Uni<String> writeNote(AccessToken token, String dealId, String text) {
    return notes.putIfAbsent(dealId, text) == null
        ? Uni.createFrom().failure(new CrmFault.OutcomeUnknown("the toy's answer was lost"))
        : Uni.createFrom().failure(new CrmFault.Refused("one note is enough"));
  }

  @Override
  public Uni<Optional<String>> findNote(AccessToken token, String dealId, String marker) {
    return Uni.createFrom()
        .item(note(dealId).filter(text -> text.contains(marker)).map(text -> "note-" + dealId));
  }

  @Override
  public Uni<NoteSearch> findNote(AccessToken token, String dealId, String marker, int page) {
    if (!dealId.equals(LONG_DEAL)) {
      return CrmPort.super.findNote(token, dealId, marker, page);
    }
    pages.add(page);
    onPage.run();
    return Uni.createFrom()
        .item(new NoteSearch(page == 3 ? Optional.of("note-long") : Optional.empty(), page < 3));
  }

  /** Before each page is answered. */
  public void onPage(Runnable happens) {
    onPage = happens;
  }

  /** Those that were asked for, in their order. */
  public List<Integer> pages() {
    return List.copyOf(pages);
  }
}
