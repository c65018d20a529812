package dev.ramal.simulators.telnyx.legs;

import java.util.List;

/** Where a leg talks with others. */
public interface Bridge {
  /** Whether this leg was the first there. */
  boolean openedBy(Leg leg);

  List<Leg> others(Leg leg);
}
