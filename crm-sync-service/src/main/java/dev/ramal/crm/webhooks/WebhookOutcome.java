package dev.ramal.crm.webhooks;

/** What became of a webhook. The words are stored and counted. */
enum WebhookOutcome {
  APPLIED("applied"),
  /** Applied as far as it is as the CRM describes it; the CRM is asked for the rest. */
  READ_IN_PART("read-in-part"),
  /** Of our own making. */
  ECHO("echo"),
  /** Something newer was known of the record. */
  LATE("late"),
  /** Of a kind of record of which nothing is kept here. */
  IGNORED("ignored"),
  /** The CRM describes no such event. */
  UNKNOWN("unknown"),
  /** It was tried for a day and could not be applied. */
  GIVEN_UP("given-up");

  private final String word;

  WebhookOutcome(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  boolean isApplied() {
    return this == APPLIED || this == READ_IN_PART;
  }
}
