package dev.ramal.calls.connections;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells which fields of a connection are wrong, all at once. */
@ApplicationScoped
class ValidateConnection {
  private final Map<Carrier, ConnectionRules> rules;
  private final ConnectionsConfig config;

  ValidateConnection(@All List<ConnectionRules> rules, ConnectionsConfig config) {
    this.config = config;
    this.rules =
        rules.stream().collect(Collectors.toMap(ConnectionRules::carrier, Function.identity()));
  }

  /**
   * @param secretsRequired false when absent secrets stay as they are
   * @return the carrier
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  Carrier check(ConnectionRequest request, boolean secretsRequired) {
    ConnectionFields fields = new ConnectionFields(CallProblems.BAD_CONNECTION, secretsRequired);
    Carrier carrier = carrier(request, fields);
    numbers(request.numbers(), fields);
    ConnectionRules own = carrier == null ? null : rules.get(carrier);
    if (own != null) {
      own.check(request, fields);
      request
          .carrierFields()
          .forEach(
              (field, value) -> {
                if (value != null && !own.fields().contains(field)) {
                  fields.bad(field, "does not belong to this carrier");
                }
              });
    }
    fields.refuseIfBad();
    return carrier;
  }

  private static Carrier carrier(ConnectionRequest request, ConnectionFields fields) {
    try {
      return Carrier.of(request.carrier() == null ? "" : request.carrier());
    } catch (IllegalArgumentException e) {
      fields.bad("carrier", "must name a carrier", Carrier.words());
      return null;
    }
  }

  private void numbers(List<String> numbers, ConnectionFields fields) {
    if (numbers == null || numbers.isEmpty() || numbers.size() > config.mostNumbers()) {
      fields.bad("numbers", "needs 1 to " + config.mostNumbers() + " numbers in E.164");
      return;
    }
    for (int i = 0; i < numbers.size(); i++) {
      if (!E164.isValid(numbers.get(i))) {
        fields.badNumber("numbers[" + i + "]", numbers.get(i));
      }
    }
    if (numbers.stream().distinct().count() != numbers.size()) {
      fields.bad("numbers", "names a number twice");
    }
  }
}
