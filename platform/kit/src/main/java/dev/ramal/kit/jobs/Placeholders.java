package dev.ramal.kit.jobs;

/** One text of SQL for both clients: {@code :name} for Hibernate, {@code $1} for the client. */
final class Placeholders {
  private Placeholders() {}

  static String numbered(String sql, String... names) {
    String numbered = sql;
    for (int i = 0; i < names.length; i++) {
      numbered = numbered.replaceAll(":" + names[i] + "\\b", "\\$" + (i + 1));
    }
    return numbered;
  }
}
