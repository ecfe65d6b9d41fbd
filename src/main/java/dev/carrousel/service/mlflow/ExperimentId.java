package dev.carrousel.service.mlflow;

import dev.carrousel.service.jobs.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Identifiers of experiments: their names, with each byte that has a meaning in addresses written
 * as {@code ~} and two hexadecimal digits. The default one is 0, as clients expect.
 */
final class ExperimentId {

  private static final String OF_DEFAULT = "0";
  private static final String PLAIN = "[A-Za-z0-9._-]";

  private ExperimentId() {}

  static String of(String name) {
    if (name.equals(Ledger.DEFAULT_EXPERIMENT)) {
      return OF_DEFAULT;
    }
    if (name.equals(OF_DEFAULT)) {
      return escape((byte) '0');
    }
    StringBuilder id = new StringBuilder();
    for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
      String character = String.valueOf((char) one);
      id.append(character.matches(PLAIN) ? character : escape(one));
    }
    return id.toString();
  }

  private static String escape(byte one) {
    return "~" + HexFormat.of().toHexDigits(one).toUpperCase(Locale.ROOT);
  }

  /** The name behind an identifier. One that nobody gave away is the name of nothing. */
  static String name(String id) {
    if (id.equals(OF_DEFAULT)) {
      return Ledger.DEFAULT_EXPERIMENT;
    }
    byte[] written = id.getBytes(StandardCharsets.UTF_8);
    byte[] name = new byte[written.length];
    int length = 0;
    for (int at = 0; at < written.length; at++) {
      boolean escaped = written[at] == '~' && id.substring(at).matches("(?s)~[0-9A-F]{2}.*");
      name[length++] = escaped ? (byte) HexFormat.fromHexDigits(id, at + 1, at + 3) : written[at];
      at += escaped ? 2 : 0;
    }
    return new String(name, 0, length, StandardCharsets.UTF_8);
  }
}
