package dev.ramal.kit.access;

/** The roles of the realm, as tokens carry them. What each may do: {@code docs}, identity. */
public final class Roles {
  /** Runs the organization: everything of it. */
  public static final String ADMIN = "admin";

  /** Leads a team: reads and changes what others do. */
  public static final String MANAGER = "manager";

  /** Works with customers: what is their own. */
  public static final String SALES = "sales";

  /** Reads everything, changes nothing. */
  public static final String VIEWER = "viewer";

  /** Prices, costs and invoices. */
  public static final String FINANCE = "finance";

  /** Keeps the flows running: failures and redrives. */
  public static final String OPS = "ops";

  /** Runs the product for all organizations: prices, plans, exchange rates. A realm role. */
  public static final String OPERATOR = "operator";

  /** One of our services. */
  public static final String SERVICE = "service";

  private Roles() {}
}
