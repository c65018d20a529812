package dev.ramal.simulators.telnyx.legs;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.Parameters;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** {@code /calls/{id}/actions/…}: the checks common to all commands, then the command. */
public final class CommandRoutes {
  private static final Set<String> BEFORE_ANSWER =
      Set.of("answer", "hangup", "reject", "client_state_update");

  /** Of a leg that we dialled; an inbound one must be answered first. */
  private static final Set<String> BEFORE_THEIR_ANSWER = Set.of("transfer", "enqueue");

  private final SimulatorContext context;
  private final TelnyxAccounts accounts;
  private final LegStore store;
  private final Commands commands;

  public CommandRoutes(
      SimulatorContext context, TelnyxAccounts accounts, LegStore store, Commands commands) {
    this.context = context;
    this.accounts = accounts;
    this.store = store;
    this.commands = commands;
  }

  public void mount(SimulatorServer server) {
    server
        .route("POST", "/v2/calls/:leg/actions/:action", this::command)
        .route("PUT", "/v2/calls/:leg/actions/:action", this::command);
  }

  private void command(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    String action = exchange.pathParam("action");
    boolean update = "client_state_update".equals(action);
    if (!Parameters.has(action) || update != "PUT".equals(exchange.method())) {
      throw TelnyxErrors.notFound();
    }
    Leg leg = asked(account, store, exchange.pathParam("leg"));
    JsonObject body = exchange.json();
    Parameters.check(action, body);
    JsonObject answer =
        store.commands.once(
            leg.controlId + " " + action,
            body.getString("command_id"),
            () -> {
              check(leg, action);
              leg.clientState = body.getString("client_state", leg.clientState);
              store.history.command(leg, action, TelnyxTime.voice(context.now()), body);
              commands.run(leg, action, body);
              return new JsonObject().put("data", new JsonObject().put("result", "ok"));
            });
    exchange.answer(200, answer);
  }

  private static void check(Leg leg, String action) {
    if (!leg.live()) {
      throw TelnyxErrors.ended();
    }
    boolean early =
        BEFORE_ANSWER.contains(action) || (leg.outgoing && BEFORE_THEIR_ANSWER.contains(action));
    if (leg.answered == null && !early) {
      throw TelnyxErrors.notAnswered();
    }
  }

  /** The leg of that control id; else 422/90015 or 404. */
  public static Leg asked(TelnyxAccount account, LegStore store, String controlId) {
    if (controlId == null || !controlId.matches("v[23]:.+")) {
      throw TelnyxErrors.badControlId();
    }
    Leg leg = store.legs.get(controlId);
    if (leg == null || !leg.account.connectionId().equals(account.connectionId())) {
      throw TelnyxErrors.notFound();
    }
    return leg;
  }
}
