package dev.ramal.kit.jobs;

/** What happens to a job. */
enum JobEvent {
  /** Taken to be sent. */
  CLAIMED,
  /** Taken to be asked about, also after its lease ran out. */
  QUESTIONED,
  /** Given back untouched. */
  RELEASED,
  DONE,
  REFUSED,
  /** Proven not to be done there; may be sent again. */
  NOT_TAKEN,
  /** May or may not be done there. */
  UNCLEAR,
  /** Too late to be sent. */
  EXPIRED,
  /** Not taken for the last time that is allowed. */
  EXHAUSTED,
  /** Asked about for as long as is allowed. */
  NEVER_TOLD,
  /** No longer wanted by its owner. */
  WITHDRAWN,
  /** Sent on its way again by a person. */
  REDRIVEN
}
