package dev.ramal.sandbox.upgrade;

import dev.ramal.sandbox.processes.Service;

/**
 * One step of an upgrade by replicas.
 *
 * @param service null for a step that concerns all
 */
record UpgradeStep(Kind kind, Service service) {
  /** What is done. */
  enum Kind {
    /** People go on while nothing is changed. */
    WAIT,

    /** The newer version's scripts are applied to the database of a service that runs on. */
    MIGRATE,

    /** A process of the newer version is started and gets its turns. */
    START_NEWER,

    /** The process of the older version gets nothing more, ends what it does, and is ended. */
    END_OLDER
  }

  static UpgradeStep of(Kind kind) {
    return new UpgradeStep(kind, null);
  }

  static UpgradeStep of(Kind kind, Service service) {
    return new UpgradeStep(kind, service);
  }
}
