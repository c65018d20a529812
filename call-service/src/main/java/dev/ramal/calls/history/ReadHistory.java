package dev.ramal.calls.history;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactKinds;
import dev.ramal.calls.call.Said;
import dev.ramal.calls.live.CallNews;
import dev.ramal.calls.live.NewsItem;
import dev.ramal.calls.store.CallFilter;
import dev.ramal.calls.store.CallLine;
import dev.ramal.calls.store.CallList;
import dev.ramal.calls.store.CallStore;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads calls within what the reader may see. */
@ApplicationScoped
class ReadHistory {
  private final TenantTransactions transactions;
  private final CallList list;
  private final CallStore calls;
  private final CallNews news;

  ReadHistory(TenantTransactions transactions, CallList list, CallStore calls, CallNews news) {
    this.transactions = transactions;
    this.list = list;
    this.calls = calls;
    this.news = news;
  }

  Uni<Page<CallItem>> page(Reader reader, CallFilter filter, int limit) {
    return transactions
        .inTenant(reader.tenant(), session -> list.of(session, reader.tenant(), filter, limit + 1))
        .map(lines -> Page.cut(lines, limit, ReadHistory::cursor))
        .map(page -> new Page<>(page.items().stream().map(CallItem::of).toList(), page.next()));
  }

  Uni<CallView> one(Reader reader, String id) {
    return transactions.inTenant(
        reader.tenant(), session -> find(session, reader, id).map(CallView::of));
  }

  /** Everything that happened, in the order in which it happened. */
  Uni<List<CallEventView>> events(Reader reader, String id) {
    return transactions.inTenant(
        reader.tenant(),
        session ->
            find(session, reader, id)
                .chain(
                    call ->
                        news.of(session, reader.tenant(), call.id())
                            .map(told -> merged(call, told))));
  }

  private Uni<Call> find(Mutiny.Session session, Reader reader, String id) {
    if (!CallId.isValid(id)) {
      return Uni.createFrom().failure(UnknownCall.problem());
    }
    return calls
        .find(session, reader.tenant(), CallId.of(id))
        .map(
            found ->
                found
                    .filter(call -> reader.maySee(call.details().agentId()))
                    .orElseThrow(UnknownCall::problem));
  }

  private static List<CallEventView> merged(Call call, List<NewsItem> told) {
    return Stream.concat(
            call.facts().stream().map(ReadHistory::view), told.stream().map(ReadHistory::view))
        .sorted(Comparator.comparing(CallEventView::at))
        .toList();
  }

  private static CallEventView view(Fact fact) {
    return new CallEventView(
        fact.id(),
        isOurs(fact) ? "ramal" : "carrier",
        FactKinds.nameOf(fact.said()),
        fact.leg() == null ? null : fact.leg().wire(),
        fact.at(),
        null,
        fact.said());
  }

  private static CallEventView view(NewsItem item) {
    return new CallEventView(
        item.eventId(), "told", item.type(), null, item.at(), item.status(), null);
  }

  private static boolean isOurs(Fact fact) {
    return fact.said() instanceof Said.Ordered
        || fact.said() instanceof Said.Accepted
        || fact.said() instanceof Said.Unclear
        || fact.said() instanceof Said.Refused
        || fact.said() instanceof Said.Dropped
        || fact.said() instanceof Said.HangupAsked
        || fact.said() instanceof Said.Denied
        || fact.said() instanceof Said.Announced
        || fact.said() instanceof Said.Conferenced;
  }

  private static Cursor cursor(CallLine line) {
    return new Cursor(line.requestedAt(), line.id());
  }
}
