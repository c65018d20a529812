package dev.ramal.simulators.twilio.usage;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.ApiVersion;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioPage;
import dev.ramal.simulators.twilio.calls.TwilioCall;
import dev.ramal.simulators.twilio.messages.TwilioMessage;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code Usage/Records} and {@code Balance}: what calls and messages have come to. */
public final class UsageRoutes {
  private static final BigDecimal PAID_IN = new BigDecimal("1000.00000");
  private static final Set<String> FILTERS =
      Set.of(
          "Category",
          "StartDate",
          "EndDate",
          "IncludeSubaccounts",
          "PageSize",
          "Page",
          "PageToken");

  private final SimulatorContext context;
  private final TwilioAccounts accounts;
  private final Map<String, TwilioCall> calls;
  private final Map<String, TwilioMessage> messages;

  public UsageRoutes(
      SimulatorContext context,
      TwilioAccounts accounts,
      Map<String, TwilioCall> calls,
      Map<String, TwilioMessage> messages) {
    this.context = context;
    this.accounts = accounts;
    this.calls = calls;
    this.messages = messages;
  }

  public void mount(SimulatorServer server, String base) {
    String path = base + "/Usage/Records";
    server
        .route("GET", base + "/Balance.json", this::balance)
        .route("GET", path + ".json", exchange -> records(exchange, day -> true))
        .route("GET", path + "/AllTime.json", exchange -> records(exchange, day -> true))
        .route("GET", path + "/Today.json", exchange -> records(exchange, today()::equals))
        .route(
            "GET",
            path + "/Yesterday.json",
            exchange -> records(exchange, today().minusDays(1)::equals))
        .route(
            "GET",
            path + "/ThisMonth.json",
            exchange -> records(exchange, day -> !day.isBefore(today().withDayOfMonth(1))));
  }

  private void balance(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    BigDecimal spent = used(account).map(Used::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    exchange.answer(
        200,
        new JsonObject()
            .put("account_sid", account.sid())
            .put("balance", PAID_IN.subtract(spent).toPlainString())
            .put("currency", "USD"));
  }

  private void records(Exchange exchange, Predicate<LocalDate> days) {
    TwilioAccount account = accounts.asking(exchange);
    Fields query = exchange.query();
    FormRules.onlyKnown(query, FILTERS);
    LocalDate from = day(query.get("StartDate"), LocalDate.EPOCH);
    LocalDate to = day(query.get("EndDate"), today());
    List<Used> used =
        used(account)
            .filter(each -> days.test(each.day()))
            .filter(each -> !each.day().isBefore(from) && !each.day().isAfter(to))
            .toList();
    List<JsonObject> found = new ArrayList<>();
    for (Category category : Category.values()) {
      if (query.get("Category") == null || query.get("Category").equals(category.wire())) {
        found.add(record(exchange, account, category, used, from, to));
      }
    }
    TwilioPage.answer(exchange, "usage_records", found);
  }

  private JsonObject record(
      Exchange exchange,
      TwilioAccount account,
      Category category,
      List<Used> all,
      LocalDate from,
      LocalDate to) {
    List<Used> used = all.stream().filter(category::holds).toList();
    String usage = sum(used, Used::quantity).toPlainString();
    return new JsonObject()
        .put("account_sid", account.sid())
        .put("api_version", ApiVersion.DATE)
        .put("as_of", context.now().atOffset(ZoneOffset.UTC).withNano(0).toString())
        .put("category", category.wire())
        .put("description", category.wire())
        .put("count", String.valueOf(used.size()))
        .put("count_unit", category.unit)
        .put("usage", category == Category.TOTALPRICE ? total(used) : usage)
        .put("usage_unit", category == Category.TOTALPRICE ? "usd" : category.usageUnit)
        .put("price", total(used))
        .put("price_unit", "usd")
        .put("start_date", from.toString())
        .put("end_date", to.toString())
        .put("subresource_uris", new JsonObject())
        .put("uri", exchange.path() + "?Category=" + category.wire());
  }

  private static String total(List<Used> used) {
    return sum(used, Used::price).toPlainString();
  }

  private static BigDecimal sum(List<Used> used, Function<Used, BigDecimal> amount) {
    return used.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Stream<Used> used(TwilioAccount account) {
    Stream<Used> called =
        calls.values().stream()
            .filter(call -> call.account.sid().equals(account.sid()))
            .map(
                call ->
                    new Used(
                        call.direction.startsWith("inbound")
                            ? Category.CALLS_INBOUND
                            : Category.CALLS_OUTBOUND,
                        LocalDate.ofInstant(call.created, ZoneOffset.UTC),
                        BigDecimal.valueOf((call.seconds() + 59) / 60),
                        call.price == null ? BigDecimal.ZERO : call.price.negate()));
    Stream<Used> written =
        messages.values().stream()
            .filter(message -> message.account.sid().equals(account.sid()))
            .map(
                message ->
                    new Used(
                        "inbound".equals(message.direction)
                            ? Category.SMS_INBOUND
                            : Category.SMS_OUTBOUND,
                        LocalDate.ofInstant(message.created, ZoneOffset.UTC),
                        BigDecimal.valueOf(message.segments()),
                        message.price == null
                            ? BigDecimal.ZERO
                            : new BigDecimal(message.price).negate()));
    return Stream.concat(called, written);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(context.now(), ZoneOffset.UTC);
  }

  private static LocalDate day(String text, LocalDate otherwise) {
    return text == null ? otherwise : LocalDate.parse(text);
  }

  private record Used(Category category, LocalDate day, BigDecimal quantity, BigDecimal price) {}

  private enum Category {
    CALLS_INBOUND("calls", "minutes"),
    CALLS_OUTBOUND("calls", "minutes"),
    SMS_INBOUND("messages", "segments"),
    SMS_OUTBOUND("messages", "segments"),
    TOTALPRICE("", "");

    private final String unit;
    private final String usageUnit;

    Category(String unit, String usageUnit) {
      this.unit = unit;
      this.usageUnit = usageUnit;
    }

    String wire() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    boolean holds(Used used) {
      return this == TOTALPRICE || this == used.category();
    }
  }
}
