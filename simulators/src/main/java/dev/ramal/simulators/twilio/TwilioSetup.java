package dev.ramal.simulators.twilio;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.SubaccountRoutes;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.kept.KeptRoutes;
import dev.ramal.simulators.twilio.numbers.AvailableNumberRoutes;
import dev.ramal.simulators.twilio.numbers.LookupRoutes;
import dev.ramal.simulators.twilio.numbers.NumberPriceRoutes;
import dev.ramal.simulators.twilio.numbers.OwnedNumberRoutes;
import dev.ramal.simulators.twilio.numbers.SenderRoutes;
import dev.ramal.simulators.twilio.regulations.BundleRoutes;
import dev.ramal.simulators.twilio.regulations.Bundles;
import dev.ramal.simulators.twilio.services.ContentRoutes;
import dev.ramal.simulators.twilio.services.MessagingServiceRoutes;
import java.util.function.Supplier;

/** What an account is set up with, before it calls and writes. */
final class TwilioSetup {
  private final SubaccountRoutes subaccounts;
  private final KeptRoutes kept;
  private final AvailableNumberRoutes available;
  private final OwnedNumberRoutes owned;
  private final LookupRoutes lookup;
  private final NumberPriceRoutes prices;
  private final MessagingServiceRoutes services;
  private final SenderRoutes senders;
  private final ContentRoutes contents;
  private final Bundles bundles;
  private final BundleRoutes regulations;

  TwilioSetup(SimulatorContext context, TwilioAccounts accounts, Supplier<String> url) {
    subaccounts = new SubaccountRoutes(context, accounts);
    kept = new KeptRoutes(context, accounts);
    available = new AvailableNumberRoutes(accounts);
    bundles = new Bundles(context, kept.addresses());
    owned = new OwnedNumberRoutes(context, accounts, bundles);
    lookup = new LookupRoutes(accounts, url);
    prices = new NumberPriceRoutes(accounts, url);
    services = new MessagingServiceRoutes(context, accounts, url);
    senders = new SenderRoutes(context, accounts, url);
    contents = new ContentRoutes(context, accounts, url);
    regulations = new BundleRoutes(context, accounts, url, bundles);
  }

  Bundles bundles() {
    return bundles;
  }

  ContentRoutes contents() {
    return contents;
  }

  void mount(SimulatorServer server, String base) {
    subaccounts.mount(server);
    kept.mount(server, base);
    available.mount(server, base);
    owned.mount(server, base);
    lookup.mount(server);
    prices.mount(server);
    services.mount(server);
    senders.mount(server);
    contents.mount(server);
    regulations.mount(server);
  }

  /** Forgets what was set up; accounts, their numbers and keys stay. */
  void clear() {
    kept.clear();
    services.clear();
    senders.clear();
    contents.clear();
    bundles.clear();
  }
}
