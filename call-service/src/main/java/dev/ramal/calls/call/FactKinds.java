package dev.ramal.calls.call;

import java.util.Map;
import java.util.stream.Collectors;

/** The names by which facts are stored and shown. They outlive the names of the classes. */
public final class FactKinds {
  private static final Map<Class<? extends Record>, String> NAMES =
      Map.ofEntries(
          Map.entry(Said.Denied.class, "Denied"),
          Map.entry(Said.Ordered.class, "Ordered"),
          Map.entry(Said.Accepted.class, "Accepted"),
          Map.entry(Said.Unclear.class, "Unclear"),
          Map.entry(Said.Refused.class, "Refused"),
          Map.entry(Said.Dropped.class, "Dropped"),
          Map.entry(Said.Conferenced.class, "Conferenced"),
          Map.entry(Said.Announced.class, "Announced"),
          Map.entry(Said.Held.class, "Held"),
          Map.entry(Said.Resumed.class, "Resumed"),
          Map.entry(Said.HangupAsked.class, "HangupAsked"),
          Map.entry(Said.Initiated.class, "Initiated"),
          Map.entry(Said.Ringing.class, "Ringing"),
          Map.entry(Said.Answered.class, "Answered"),
          Map.entry(Said.Ended.class, "Ended"),
          Map.entry(Said.MachineDetected.class, "MachineDetected"),
          Map.entry(Said.Costed.class, "Costed"),
          Map.entry(Said.Aside.class, "Aside"));

  private static final Map<String, Class<? extends Record>> BODIES =
      NAMES.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private FactKinds() {}

  public static String nameOf(Said said) {
    return NAMES.get(said.getClass());
  }

  /** Null for a name that is none of ours. */
  public static Class<? extends Record> bodyOf(String name) {
    return BODIES.get(name);
  }
}
