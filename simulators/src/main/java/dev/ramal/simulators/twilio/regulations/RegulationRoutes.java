package dev.ramal.simulators.twilio.regulations;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.VersionedPage;
import java.util.Set;
import java.util.function.Supplier;

/** {@code Regulations}: which papers a number needs. */
final class RegulationRoutes {
  private static final Set<String> FILTERS =
      Set.of(
          "IsoCountry",
          "NumberType",
          "EndUserType",
          "IncludeConstraints",
          "PageSize",
          "Page",
          "PageToken");

  private final TwilioAccounts accounts;
  private final Supplier<String> url;
  private final String path;

  RegulationRoutes(TwilioAccounts accounts, Supplier<String> url, String base) {
    this.accounts = accounts;
    this.url = url;
    this.path = base + "/Regulations";
  }

  void mount(SimulatorServer server) {
    server.route("GET", path, this::list).route("GET", path + "/:sid", this::fetch);
  }

  private void list(Exchange exchange) {
    accounts.caller(exchange);
    Fields query = exchange.query();
    FormRules.onlyKnown(query, FILTERS);
    VersionedPage.answer(
        exchange,
        url.get(),
        "results",
        Regulation.ALL.stream()
            .filter(
                each ->
                    each.is(
                        query.get("IsoCountry"), query.get("NumberType"), query.get("EndUserType")))
            .map(each -> each.shown(url.get() + path))
            .toList());
  }

  private void fetch(Exchange exchange) {
    accounts.caller(exchange);
    exchange.answer(
        200,
        Regulation.ALL.stream()
            .filter(each -> each.sid().equals(exchange.pathParam("sid")))
            .findFirst()
            .orElseThrow(() -> TwilioErrors.notFound(exchange.path()))
            .shown(url.get() + path));
  }
}
