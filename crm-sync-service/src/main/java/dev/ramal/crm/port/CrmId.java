package dev.ramal.crm.port;

import java.util.regex.Pattern;

/**
 * What may be an id of the CRM. Ids come from outside and go into paths and into the CRM's filter
 * language, where a space or a bracket would change what is asked.
 */
public final class CrmId {
  /** Letters, digits and hyphens. */
  public static final String FORM = "[A-Za-z0-9-]{1,64}";

  private static final Pattern ID = Pattern.compile(FORM);

  private CrmId() {}

  /**
   * @param text null is no id
   */
  public static boolean isValid(String text) {
    return text != null && ID.matcher(text).matches();
  }
}
