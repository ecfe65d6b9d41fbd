package dev.carrousel.service;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What makes a process see a wall clock that is off, while elapsed time stays what it is. */
final class WrongClock {

  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

  private WrongClock() {}

  /**
   * The environment of such a process. Without the last variable the library also bends the waits
   * of the virtual machine, which then never rests.
   */
  static Map<String, String> environment(Duration offset) {
    assumeTrue(Files.exists(LIBRARY), "libfaketime is not installed (Debian package faketime)");
    return Map.of(
        "LD_PRELOAD",
        LIBRARY.toString(),
        "FAKETIME",
        "%+ds".formatted(offset.toSeconds()),
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }
}
