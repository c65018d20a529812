package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.carrier.DemandedPaper;
import dev.ramal.calls.carrier.DocumentReport;
import dev.ramal.calls.carrier.DocumentState;
import dev.ramal.calls.carrier.NumberPort;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.calls.numbers.DocumentsRepository.Kept;
import dev.ramal.calls.numbers.DocumentsRepository.Key;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The documents that regulation demands for numbers: kept with their account, and shown as the
 * carrier says they stand. The carrier is asked outside of any transaction, for five seconds at
 * most; what it does not say stays as it was said last.
 */
@ApplicationScoped
class NumberPapers {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final SqlTransactions transactions;
  private final NumberAccounts accounts;
  private final DocumentsRepository repository;
  private final Clock clock;

  NumberPapers(
      SqlTransactions transactions,
      NumberAccounts accounts,
      DocumentsRepository repository,
      Clock clock) {
    this.transactions = transactions;
    this.accounts = accounts;
    this.repository = repository;
    this.clock = clock;
  }

  /** An account with what is kept for it. */
  private record Asked(CarrierAccount account, Key key, Kept kept) {}

  /** What a carrier said of documents and papers; empty where it did not answer. */
  record Answers(Optional<DocumentReport> report, Optional<List<DemandedPaper>> papers) {}

  Uni<DocumentsView> show(TenantId tenant, String connection, String country, NumberType type) {
    return asked(tenant, connection, country, type)
        .chain(
            asked ->
                answers(asked, asked.kept())
                    .chain(
                        answers -> {
                          Kept now = told(asked.kept(), answers);
                          return stored(asked, now).replaceWith(() -> view(asked, now, answers));
                        }));
  }

  private Uni<Void> stored(Asked asked, Kept now) {
    return now.equals(asked.kept())
        ? Uni.createFrom().voidItem()
        : transactions.inTenant(
            asked.account().tenant(), sql -> repository.told(sql, asked.key(), now));
  }

  /** What the carrier does not have is not kept. */
  Uni<DocumentsView> keep(TenantId tenant, String connection, DocumentsRequest request, String by) {
    return asked(tenant, connection, request.country(), request.numberType())
        .invoke(asked -> request.check(port(asked).documents(request.country())))
        .chain(
            asked ->
                answers(asked, new Kept(request.ids(), null, null))
                    .chain(
                        answers -> {
                          Kept now = told(new Kept(request.ids(), null, null), answers);
                          refuseUnknown(now);
                          return transactions
                              .inTenant(
                                  tenant,
                                  sql ->
                                      repository.keep(sql, asked.key(), now, by, clock.instant()))
                              .replaceWith(() -> view(asked, now, answers));
                        }));
  }

  private static void refuseUnknown(Kept now) {
    if (now.report() != null && now.report().state() == DocumentState.UNKNOWN) {
      throw CallProblems.UNKNOWN_DOCUMENTS
          .detail("The carrier says: " + now.report().detail() + ". Nothing was stored.")
          .exception();
    }
  }

  private Uni<Asked> asked(TenantId tenant, String connection, String country, NumberType type) {
    Key key = new Key(RowKey.of(tenant, connection), country, type);
    return transactions.inTenant(
        tenant,
        sql ->
            accounts
                .choose(sql, tenant, connection, null)
                .chain(
                    account ->
                        repository
                            .find(sql, key)
                            .map(kept -> new Asked(account, key, kept.orElse(Kept.NONE)))));
  }

  private NumberPort port(Asked asked) {
    return accounts.port(asked.account().carrier());
  }

  /** What nobody has to be asked about is answered at once. */
  private Uni<Answers> answers(Asked asked, Kept kept) {
    NumberPort port = port(asked);
    Key key = asked.key();
    return together(
        kept.ids().isEmpty()
            ? Uni.createFrom().item(new CarrierReply.Done<>(null))
            : port.report(asked.account(), kept.ids()),
        port.documents(key.country()).isEmpty()
            ? Uni.createFrom().item(new CarrierReply.Done<>(List.of()))
            : port.papers(asked.account(), key.country(), key.type()));
  }

  /** Neither waits for the other. */
  static Uni<Answers> together(
      Uni<CarrierReply<DocumentReport>> report, Uni<CarrierReply<List<DemandedPaper>>> papers) {
    return Uni.combine().all().unis(answer(report), answer(papers)).with(Answers::new);
  }

  /** As the carrier says now; as it was where it says nothing, or nothing is kept. */
  private Kept told(Kept kept, Answers answers) {
    return answers.report().map(now -> kept.told(now, clock.instant())).orElse(kept);
  }

  private DocumentsView view(Asked asked, Kept kept, Answers answers) {
    return DocumentsView.of(
        asked.account(),
        asked.key(),
        kept,
        port(asked).documents(asked.key().country()),
        answers.papers().orElse(null));
  }

  private static <T> Uni<Optional<T>> answer(Uni<CarrierReply<T>> question) {
    return question
        .map(
            reply ->
                reply instanceof CarrierReply.Done<T> done
                    ? Optional.ofNullable(done.value())
                    : Optional.<T>empty())
        .ifNoItem()
        .after(LONGEST)
        .recoverWithItem(Optional.empty());
  }

  /** In both languages, for whoever reads the number. */
  static String why(DocumentReport report) {
    return "%s. %s | %s"
        .formatted(report.detail(), report.state().nextStep(), report.state().nextStepPt());
  }

  /**
   * Whether an order may leave with these documents.
   *
   * @return why it must not; empty where it may, or the carrier does not say
   */
  static Optional<String> codeOf(NumberPort port, DocumentReport report) {
    return switch (report.state()) {
      case APPROVED -> Optional.empty();
      case PENDING ->
          port.waitsForDocuments() ? Optional.empty() : Optional.of(NumberPort.DOCUMENTS_PENDING);
      case REJECTED, EXPIRED -> Optional.of(NumberPort.DOCUMENTS_REJECTED);
      case DRAFT, UNKNOWN -> Optional.of(NumberPort.DOCUMENTS);
    };
  }
}
