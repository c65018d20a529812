#!/usr/bin/env bash
# What: hyparquet, the usual reader of Parquet in JavaScript, gives a DECIMAL as a floating-point number, also
#       where the file holds it as an exact 64-bit integer, and cuts microseconds to milliseconds. It says
#       nothing of either. A 64-bit integer beside it comes as a BigInt, to the last digit.
#
# Seen with hyparquet 1.33.0 on Node.js 20, a file written by DuckDB (duckdb_jdbc 1.5.5.1):
#   amount DECIMAL(18,6)  123456789012.345678  is read as the number 123456789012.34567
#   count  BIGINT         9007199254740993     is read as 9007199254740993n
#   moment TIMESTAMPTZ    …12:00:00.123456     is read as …12:00:00.123Z
# DuckDB itself reads all three as they were written. So the sum of a column of money that a browser computes
# from an exact file is not the file's; whoever needs it takes the unscaled integers or asks DuckDB.
#
# Needs: JDK 17 or newer, Maven, Node.js 20 or newer with npm. Exits with 1 when the behaviour is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>parquet-decimals</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.duckdb</groupId><artifactId>duckdb_jdbc</artifactId><version>1.5.5.1</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars
cat > package.json <<'JSON'
{ "name": "finding", "version": "1.0.0", "private": true, "dependencies": { "hyparquet": "1.33.0" } }
JSON
npm install --silent --no-audit --no-fund

cat > WriteFile.java <<'JAVA'
import java.sql.DriverManager;

public class WriteFile {
  public static void main(String[] args) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "copy (select cast('123456789012.345678' as decimal(18, 6)) as amount,"
              + " cast(9007199254740993 as bigint) as count,"
              + " timestamptz '2026-11-30 12:00:00.123456+00' as moment) to 'one.parquet' (format parquet)");
      var row =
          statement.executeQuery(
              "select amount::text, count::text, epoch_us(moment)::text from 'one.parquet'");
      row.next();
      System.out.println("duckdb: " + row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
    }
  }
}
JAVA
cat > read.mjs <<'JS'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'

const [row] = await parquetReadObjects({ file: await asyncBufferFromFile('one.parquet') })
console.log('hyparquet:', typeof row.amount, row.amount, typeof row.count, String(row.count), row.moment.toISOString())
JS

seen=$(java -cp 'jars/*' WriteFile.java; node read.mjs)
echo "$seen"
expected='duckdb: 123456789012.345678 9007199254740993 1796040000123456
hyparquet: number 123456789012.34567 bigint 9007199254740993 2026-11-30T12:00:00.123Z'
if [ "$seen" = "$expected" ]; then
  echo "as described"
else
  echo "another behaviour than described" >&2
  exit 1
fi
