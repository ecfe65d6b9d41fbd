package dev.carrousel.service;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A bare {@code java -jar} cannot name the Vector API's module, and a manifest may not either. So
 * the process replaces itself by the same command with the flags added: same process id, same
 * streams, same exit code.
 */
final class Relaunch {

  static final String VECTOR_MODULE = "jdk.incubator.vector";

  private static final List<String> FLAGS =
      List.of(
          "--add-modules=" + VECTOR_MODULE,
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");
  private static final String RELAUNCHED = "-Dcarrousel.relaunched=true";
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private Relaunch() {}

  /**
   * Returns only where nothing is to be gained or the attempt failed; the service then runs on
   * scalar kernels and says so.
   */
  static void withVectorApi() {
    boolean present = ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    if (present || Boolean.getBoolean("carrousel.relaunched") || !Files.isReadable(COMMAND_LINE)) {
      return;
    }
    try {
      replaceProcess(command());
    } catch (Throwable impossible) {
      System.Logger log = System.getLogger(Relaunch.class.getName());
      log.log(
          System.Logger.Level.INFO,
          "the process could not start itself again with the Vector API",
          impossible);
    }
  }

  private static List<String> command() throws IOException {
    String[] words = Files.readString(COMMAND_LINE, StandardCharsets.UTF_8).split("\0", -1);
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(FLAGS);
    command.add(RELAUNCHED);
    for (int word = 1; word < words.length - 1; word++) {
      command.add(words[word]);
    }
    return command;
  }

  @SuppressWarnings("restricted")
  private static void replaceProcess(List<String> command) throws Throwable {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor signature =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocate(ValueLayout.ADDRESS, command.size() + 1L);
      for (int word = 0; word < command.size(); word++) {
        words.setAtIndex(ValueLayout.ADDRESS, word, arena.allocateFrom(command.get(word)));
      }
      words.setAtIndex(ValueLayout.ADDRESS, command.size(), MemorySegment.NULL);
      MemorySegment execv = linker.defaultLookup().findOrThrow("execv");
      int failed =
          (int)
              linker
                  .downcallHandle(execv, signature)
                  .invokeExact(arena.allocateFrom(command.getFirst()), words);
      throw new IOException("execv answered " + failed);
    }
  }
}
