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

  Uni<DocumentsView> show(TenantId tenant, String connection, String country, NumberType type) {
    return asked(tenant, connection, country, type)
        .chain(
            asked ->
                told(asked, asked.kept())
                    .call(
                        now ->
                            now.equals(asked.kept())
                                ? Uni.createFrom().voidItem()
                                : transactions.inTenant(
                                    tenant, sql -> repository.told(sql, asked.key(), now)))
                    .chain(now -> view(asked, now)));
  }

  /** What the carrier does not have is not kept. */
  Uni<DocumentsView> keep(TenantId tenant, String connection, DocumentsRequest request, String by) {
    return asked(tenant, connection, request.country(), request.numberType())
        .invoke(asked -> request.check(port(asked).documents(request.country())))
        .chain(
            asked ->
                told(asked, new Kept(request.ids(), null, null))
                    .invoke(NumberPapers::refuseUnknown)
                    .call(
                        now ->
                            transactions.inTenant(
                                tenant,
                                sql -> repository.keep(sql, asked.key(), now, by, clock.instant())))
                    .chain(now -> view(asked, now)));
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

  /** As the carrier says now; as it was where it says nothing, or nothing is kept. */
  private Uni<Kept> told(Asked asked, Kept kept) {
    if (kept.ids().isEmpty()) {
      return Uni.createFrom().item(kept);
    }
    return answer(port(asked).report(asked.account(), kept.ids()))
        .map(report -> report.map(now -> kept.told(now, clock.instant())).orElse(kept));
  }

  private Uni<DocumentsView> view(Asked asked, Kept kept) {
    String country = asked.key().country();
    var demanded = port(asked).documents(country);
    Uni<Optional<List<DemandedPaper>>> papers =
        demanded.isEmpty()
            ? Uni.createFrom().item(Optional.of(List.of()))
            : answer(port(asked).papers(asked.account(), country, asked.key().type()));
    return papers.map(
        told -> DocumentsView.of(asked.account(), asked.key(), kept, demanded, told.orElse(null)));
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
