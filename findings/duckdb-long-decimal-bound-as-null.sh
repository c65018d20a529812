#!/usr/bin/env bash
# What: DuckDB's JDBC driver binds a BigDecimal of more than 38 digits as NULL, without a word.
#
# Seen with duckdb_jdbc 1.5.5.1, where a third is computed to 30, 38, 39 and 40 decimals and inserted
# into a column of type DECIMAL(18,6) by setBigDecimal and by setObject:
#   - 30 and 38 decimals are rounded to the column's six: 0.333333;
#   - 39 and 40 are stored as NULL. executeUpdate counts the row, there is no exception and no warning,
#     count(*) sees it and sum() leaves it out;
#   - the digits count, not the value: 1.000…0 with 38 zeros behind the point (39 digits) is NULL, too,
#     and the same after stripTrailingZeros() is 1;
#   - the same text cast by DuckDB itself ('0.333…'::DECIMAL(18,6)) is 0.333333 at every length.
#
# So a quotient at a generous scale vanishes from sums. Declare the column NOT NULL (then the insert
# fails), or setScale before binding.
#
# Needs: JDK 17 or newer, Maven. Exits with 1 when the behaviour is another.
set -euo pipefail
version=1.5.5.1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=org.duckdb:duckdb_jdbc:$version -DoutputDirectory=.

cat > Thirds.java <<'JAVA'
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

public class Thirds {
  public static void main(String[] args) throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("create table prices (id int, amount decimal(18, 6))");
      statement.execute("create table strict (id int, amount decimal(18, 6) not null)");
      for (int scale : new int[] {30, 38, 39, 40}) {
        BigDecimal third = BigDecimal.ONE.divide(BigDecimal.valueOf(3), scale, RoundingMode.HALF_EVEN);
        System.out.println(
            scale
                + ": big-decimal=" + stored(duckDb, third, false)
                + " object=" + stored(duckDb, third, true)
                + " text=" + one(duckDb, "select '" + third + "'::decimal(18, 6)"));
      }
      BigDecimal whole = BigDecimal.ONE.setScale(38);
      System.out.println(
          "whole: big-decimal=" + stored(duckDb, whole, false)
              + " stripped=" + stored(duckDb, whole.stripTrailingZeros(), false));
      System.out.println(one(duckDb, "select count(*) || ' rows, sum ' || sum(amount) from prices"));
      try {
        insert(duckDb, "strict", BigDecimal.ONE.setScale(38), false);
        System.out.println("strict: taken");
      } catch (SQLException refused) {
        System.out.println("strict: refused");
      }
    }
  }

  static String stored(Connection duckDb, BigDecimal amount, boolean asObject) throws SQLException {
    int rows = insert(duckDb, "prices", amount, asObject);
    return rows + "/" + one(duckDb, "select coalesce(amount::varchar, 'NULL') from prices order by rowid desc limit 1");
  }

  static int insert(Connection duckDb, String table, BigDecimal amount, boolean asObject)
      throws SQLException {
    try (PreparedStatement insert = duckDb.prepareStatement("insert into " + table + " values (1, ?)")) {
      if (asObject) {
        insert.setObject(1, amount);
      } else {
        insert.setBigDecimal(1, amount);
      }
      int rows = insert.executeUpdate();
      if (insert.getWarnings() != null) {
        System.out.println("warned");
      }
      return rows;
    }
  }

  static String one(Connection duckDb, String sql) throws SQLException {
    try (Statement statement = duckDb.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
JAVA
seen=$(java -cp duckdb_jdbc-$version.jar Thirds.java)
echo "duckdb_jdbc $version:"
echo "$seen"
expected='30: big-decimal=1/0.333333 object=1/0.333333 text=0.333333
38: big-decimal=1/0.333333 object=1/0.333333 text=0.333333
39: big-decimal=1/NULL object=1/NULL text=0.333333
40: big-decimal=1/NULL object=1/NULL text=0.333333
whole: big-decimal=1/NULL stripped=1/1.000000
10 rows, sum 2.333332
strict: refused'
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
echo "as described"
