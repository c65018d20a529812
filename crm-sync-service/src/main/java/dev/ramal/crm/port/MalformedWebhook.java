package dev.ramal.crm.port;

/** A body that the CRM does not send. */
@SuppressWarnings("serial")
public final class MalformedWebhook extends RuntimeException {
  private final String field;
  private final String wanted;

  /**
   * @param field path of the field; empty for the whole body
   * @param wanted what is allowed there
   */
  public MalformedWebhook(String field, String wanted) {
    super(field + " " + wanted, null, false, false);
    this.field = field;
    this.wanted = wanted;
  }

  public String field() {
    return field;
  }

  public String wanted() {
    return wanted;
  }
}
