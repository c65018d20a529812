package dev.ramal.billing.invoicing;

/** What was read is no longer what stands: read it again. */
final class ChangedMeanwhile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChangedMeanwhile() {
    super("changed while it was read");
  }
}
