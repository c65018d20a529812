package dev.ramal.billing.rating;

/** Rules of which one may cover a usage; all have the same meter and the same prefix or none. */
interface Candidates {
  /**
   * The most specific one that covers the usage, whose meter and prefix are known to be theirs;
   * null when none does.
   */
  Rule covering(Usage usage);
}
