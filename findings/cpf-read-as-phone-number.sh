#!/usr/bin/env bash
# What: a phone library asked to find numbers in a Brazilian text takes tax numbers for phone numbers.
#
# Seen with libphonenumber 9.0.43 on 20,000 invented CPFs (a person's tax number, eleven digits, correct
# check digits, written as always: 000.000.000-00) inside a sentence, and as many invented CNPJs
# (a company's, 00.000.000/0001-00):
#   - findNumbers(text, "BR"), whose default leniency is VALID, takes one CPF in ten for a valid number:
#     three quarters of those for a mobile, the rest for a landline. The dots and the hyphen, which no
#     phone number of Brazil is written with in these places, do not matter.
#   - of CNPJs it takes one in 180: the *second half* ("030/0001-03") alone is read as an eight- or ten-digit number.
#   - leniency POSSIBLE takes every one of both; STRICT_GROUPING and EXACT_GROUPING take none, and still
#     find "11 98765-4321", "(11) 3333-4444" and eleven bare digits.
#
# So text from a CRM or a message that is searched for phone numbers at the default leniency yields
# numbers of strangers. Ask for STRICT_GROUPING.
#
# Needs: JDK 17 or newer, Maven. Exits with 1 when the behaviour is another.
set -euo pipefail
version=9.0.43
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=com.googlecode.libphonenumber:libphonenumber:$version -DoutputDirectory=.

cat > TaxNumbers.java <<'JAVA'
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

public class TaxNumbers {
  static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
  static final int MANY = 20_000;

  public static void main(String[] args) {
    Random random = new Random(1);
    Map<String, Integer> found = new TreeMap<>();
    Map<String, Integer> kinds = new TreeMap<>();
    for (int i = 0; i < MANY; i++) {
      count(found, "CPF", "CPF " + cpf(random) + " do cliente", kinds);
      count(found, "CNPJ", "CNPJ " + cnpj(random) + ", Recife", null);
    }
    for (String genuine : new String[] {"11 98765-4321", "(11) 3333-4444", "11987654321"}) {
      count(found, "phone", "ligar para " + genuine + " hoje", null);
    }
    System.out.println(found + " " + kinds);
  }

  static void count(Map<String, Integer> found, String what, String text, Map<String, Integer> kinds) {
    for (Leniency leniency : Leniency.values()) {
      for (PhoneNumberMatch match : PHONES.findNumbers(text, "BR", leniency, 10)) {
        found.merge(what + "-" + leniency, 1, Integer::sum);
        if (kinds != null && leniency == Leniency.VALID) {
          kinds.merge(PHONES.getNumberType(match.number()).toString(), 1, Integer::sum);
        }
      }
    }
  }

  static String cpf(Random random) {
    StringBuilder digits = digits(random, 9);
    checkDigit(digits, position -> digits.length() + 1 - position, 9);
    checkDigit(digits, position -> digits.length() + 1 - position, 10);
    return digits.insert(9, '-').insert(6, '.').insert(3, '.').toString();
  }

  static String cnpj(Random random) {
    StringBuilder digits = digits(random, 8).append("0001");
    checkDigit(digits, position -> (digits.length() - 1 - position) % 8 + 2, 12);
    checkDigit(digits, position -> (digits.length() - 1 - position) % 8 + 2, 13);
    return digits.insert(12, '-').insert(8, '/').insert(5, '.').insert(2, '.').toString();
  }

  static StringBuilder digits(Random random, int length) {
    StringBuilder digits = new StringBuilder();
    while (digits.length() < length) {
      digits.append(random.nextInt(10));
    }
    return digits;
  }

  static void checkDigit(StringBuilder digits, Function<Integer, Integer> weight, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (digits.charAt(i) - '0') * weight.apply(i);
    }
    int rest = sum % 11;
    digits.append(rest < 2 ? 0 : 11 - rest);
  }
}
JAVA
javac -cp libphonenumber-$version.jar TaxNumbers.java
seen=$(java -cp libphonenumber-$version.jar:. TaxNumbers 2>/dev/null)
echo "libphonenumber $version: $seen"
at_least() { # name minimum
  local n
  n=$(grep -oE "\b$1=[0-9]+" <<<"$seen" | cut -d= -f2)
  [ "${n:-0}" -ge "$2" ] || { echo "changed: $1 is ${n:-0}, at least $2 was seen"; exit 1; }
}
none() {
  if grep -qE "\b$1=" <<<"$seen"; then echo "changed: $1 was never seen before"; exit 1; fi
}
at_least CPF-POSSIBLE 19000
at_least CPF-VALID 1800
at_least CNPJ-POSSIBLE 19000
at_least CNPJ-VALID 50
at_least MOBILE 1200
at_least phone-EXACT_GROUPING 3
none CPF-STRICT_GROUPING
none CPF-EXACT_GROUPING
none CNPJ-STRICT_GROUPING
none CNPJ-EXACT_GROUPING
echo "as described"
