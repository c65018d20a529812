package dev.ramal.simulators.telnyx.legs;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.api.TelnyxPage;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import dev.ramal.simulators.telnyx.messages.TelnyxMessage;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What an account's calls cost and its messages were, and whether calls tell so by themselves. */
public final class AccountingRoutes {
  private static final String RECORD_TYPE = "filter[record_type]";
  private static final String DATE_RANGE = "filter[date_range]";
  private static final String DIRECTION = "filter[direction]";
  private static final String FROM = "filter[cli]";
  private static final String TO = "filter[cld]";
  private static final String FROM_DAY = "filter[created_at][gte]";
  private static final String TO_DAY = "filter[created_at][lt]";
  private static final String SORT = "sort";
  private static final int MOST = 50;
  private static final BigDecimal PAID_IN = new BigDecimal("1000");

  private final SimulatorContext context;
  private final TelnyxAccounts accounts;
  private final LegStore store;
  private final Map<String, TelnyxMessage> messages;

  public AccountingRoutes(
      SimulatorContext context,
      TelnyxAccounts accounts,
      LegStore store,
      Map<String, TelnyxMessage> messages) {
    this.messages = messages;
    this.context = context;
    this.accounts = accounts;
    this.store = store;
  }

  public void mount(SimulatorServer server) {
    server
        .route("GET", "/v2/balance", this::balance)
        .route("GET", "/v2/detail_records", this::records);
  }

  private void balance(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    BigDecimal called =
        store.legs.values().stream()
            .filter(leg -> leg.account.connectionId().equals(account.connectionId()))
            .filter(leg -> leg.rated)
            .flatMap(leg -> LegCost.of(leg).parts().stream())
            .map(LegCost.Part::cost)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal written =
        messages.values().stream()
            .filter(message -> message.account.connectionId().equals(account.connectionId()))
            .filter(message -> message.cost != null)
            .map(message -> new BigDecimal(message.cost.getString("amount")))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    String left =
        PAID_IN.subtract(called).subtract(written).setScale(2, RoundingMode.DOWN).toPlainString();
    exchange.answer(
        200,
        new JsonObject()
            .put(
                "data",
                new JsonObject()
                    .put("record_type", "balance")
                    .put("balance", left)
                    .put("available_credit", left)
                    .put("credit_limit", "0.00")
                    .put("pending", "0.00")
                    .put("currency", "USD")));
  }

  private void records(Exchange exchange) {
    TelnyxAccount account =
        accounts.asking(
            exchange,
            RECORD_TYPE,
            DATE_RANGE,
            DIRECTION,
            FROM,
            TO,
            FROM_DAY,
            TO_DAY,
            SORT,
            TelnyxPage.NUMBER,
            TelnyxPage.SIZE);
    String type = exchange.query().get(RECORD_TYPE);
    if (type == null) {
      throw TelnyxErrors.missing("record_type");
    }
    if (TelnyxPage.Slice.of(exchange).size() > MOST) {
      throw TelnyxErrors.error(400, "10015", "Bad Request", "page[size] is 1 to 50", null);
    }
    if ("messaging".equals(type)) {
      TelnyxPage.answer(exchange, messages(account, exchange.query()));
      return;
    }
    String from = exchange.query().get(FROM);
    String to = exchange.query().get(TO);
    Predicate<LocalDate> asked = DateRange.of(exchange.query().get(DATE_RANGE, "all"), today());
    List<JsonObject> found =
        store.legs.values().stream()
            .filter(leg -> leg.account.connectionId().equals(account.connectionId()))
            .filter(leg -> from == null || from.equals(leg.from))
            .filter(leg -> to == null || to.equals(leg.to))
            .filter(leg -> leg.rated && asked.test(day(leg.ended)))
            .flatMap(
                leg ->
                    LegCost.of(leg).parts().stream()
                        .filter(part -> part.product().equals(type))
                        .map(part -> part.record(leg)))
            .toList();
    TelnyxPage.answer(exchange, found);
  }

  /** Of the days that are asked for; whole weeks begin on Monday, a last day is left out. */
  private List<JsonObject> messages(TelnyxAccount account, Fields query) {
    String fromDay = query.get(FROM_DAY);
    String toDay = query.get(TO_DAY);
    String range = query.get(DATE_RANGE, fromDay == null && toDay == null ? "today" : "all");
    Comparator<TelnyxMessage> oldestFirst = Comparator.comparing(message -> message.received);
    String direction = query.get(DIRECTION);
    Predicate<LocalDate> asked = DateRange.of(range, today());
    return messages.values().stream()
        .filter(message -> message.account.connectionId().equals(account.connectionId()))
        .filter(message -> asked.test(day(message.received)))
        .filter(
            message -> fromDay == null || !day(message.received).isBefore(LocalDate.parse(fromDay)))
        .filter(message -> toDay == null || day(message.received).isBefore(LocalDate.parse(toDay)))
        .sorted("-created_at".equals(query.get(SORT)) ? oldestFirst.reversed() : oldestFirst)
        .filter(
            message ->
                direction == null || direction.equals(message.outbound ? "outbound" : "inbound"))
        .map(
            message ->
                new JsonObject()
                    .put("record_type", "message_detail_record")
                    .put("uuid", message.id)
                    .put("direction", message.outbound ? "outbound" : "inbound")
                    .put("message_type", message.type)
                    .put("cli", message.from)
                    .put("cld", message.to)
                    .put("created_at", TelnyxTime.message(message.received)))
        .toList();
  }

  private LocalDate today() {
    return day(context.now());
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
