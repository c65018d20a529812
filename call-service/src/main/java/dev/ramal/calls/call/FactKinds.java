package dev.ramal.calls.call;

import java.util.Map;
import java.util.stream.Collectors;

/** The names by which facts are stored and shown. They outlive the names of the classes. */
public final class FactKinds {
  private static final Map<Class<? extends Record>, String> NAMES =
      Map.ofEntries(
          Map.entry(FactBody.Denied.class, "Denied"),
          Map.entry(FactBody.Ordered.class, "Ordered"),
          Map.entry(FactBody.Accepted.class, "Accepted"),
          Map.entry(FactBody.Unclear.class, "Unclear"),
          Map.entry(FactBody.Refused.class, "Refused"),
          Map.entry(FactBody.Dropped.class, "Dropped"),
          Map.entry(FactBody.Conferenced.class, "Conferenced"),
          Map.entry(FactBody.Announced.class, "Announced"),
          Map.entry(FactBody.Held.class, "Held"),
          Map.entry(FactBody.Resumed.class, "Resumed"),
          Map.entry(FactBody.HangupAsked.class, "HangupAsked"),
          Map.entry(FactBody.Initiated.class, "Initiated"),
          Map.entry(FactBody.Ringing.class, "Ringing"),
          Map.entry(FactBody.Answered.class, "Answered"),
          Map.entry(FactBody.Ended.class, "Ended"),
          Map.entry(FactBody.MachineDetected.class, "MachineDetected"),
          Map.entry(FactBody.Costed.class, "Costed"),
          Map.entry(FactBody.Aside.class, "Aside"));

  private static final Map<String, Class<? extends Record>> BODIES =
      NAMES.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private FactKinds() {}

  public static String nameOf(FactBody body) {
    return NAMES.get(body.getClass());
  }

  /** Null for a name that is none of ours. */
  public static Class<? extends Record> bodyOf(String name) {
    return BODIES.get(name);
  }
}
