package dev.ramal.simulators.twilio;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.support.Application;
import dev.ramal.simulators.support.Http;
import dev.ramal.simulators.time.Pace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A host, an account and an application, new for each test; time jumps from step to step. */
abstract class TwilioStory {
  static final String NUMBER = "+551140000000";
  static final String LEAD = "+5511987654321";

  SimulatorHost host;
  Application application;
  TwilioAccount account;
  Http api;

  @BeforeEach
  void open() {
    host = Simulators.start(SimulatorOptions.defaults().pace(pace()));
    application = new Application();
    account = host.twilio().register(TwilioAccount.create(NUMBER));
    api =
        Http.basic(
            host.twilio().baseUrl() + "/2010-04-01/Accounts/" + account.sid(),
            account.sid(),
            account.authToken());
  }

  @AfterEach
  void close() {
    host.close();
    application.close();
  }

  Pace pace() {
    return Pace.instant();
  }

  /** Dials with all four events subscribed; more fields as names and values. */
  Http.Got dial(String to, String... more) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                "To",
                to,
                "From",
                NUMBER,
                "Url",
                application.url("/answered"),
                "StatusCallback",
                application.url("/status?call=c1&leg=lead"),
                "StatusCallbackEvent",
                "initiated",
                "StatusCallbackEvent",
                "ringing",
                "StatusCallbackEvent",
                "answered",
                "StatusCallbackEvent",
                "completed"));
    fields.addAll(List.of(more));
    return api.form("/Calls.json", fields.toArray(String[]::new));
  }

  List<String> statuses() {
    return application.told("/status").stream().map(t -> t.form().get("CallStatus")).toList();
  }
}
