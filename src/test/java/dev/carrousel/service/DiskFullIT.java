package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of the embedded database is filled up by somebody else in the middle of training. Needs
 * the right to mount a small file system. {@code -Dfaults.fills=5} is the long form.
 */
class DiskFullIT {

  private static final int FILLS = Integer.getInteger("faults.fills", 1);
  private static final List<String> SETTINGS =
      List.of("carrousel.disk-reserve=4MB", "carrousel.training.checkpoint-interval=500ms");

  @TempDir private static Path folder;

  @BeforeEach
  void mountSmallDisk() throws Exception {
    String[] mount = {"mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder.toString()};
    assumeTrue(new ProcessBuilder(mount).start().waitFor() == 0, "mounting is not allowed here");
  }

  @AfterEach
  void unmount() throws Exception {
    new ProcessBuilder("umount", "-l", folder.toString()).start().waitFor();
  }

  @Test
  void nothingIsTakenInNothingIsLostAndRoomIsEnoughToGoOn() throws Exception {
    Workload workload = new Workload(300, 45_000);
    try (ServiceProcess service = ServiceProcess.start(folder, List.of(), SETTINGS)) {
      Client client = service.client();
      workload.learn(client, 1);
      for (int fill = 0; fill < FILLS; fill++) {
        workload.submit(client);
        String job = workload.acknowledged().getFirst();
        client.await(job, body -> body.path("progress").path("step").asLong() > 0);
        Path filling = fillUp();
        assertThat(client.get("/readyz").status()).isEqualTo(503);
        Client.Answer refused = client.post("/api/v1/jobs", SMALL);
        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.retryAfter()).isNotEmpty();
        assertThat(client.get("/api/v1/jobs/" + job).status()).isIn(200, 503);
        Files.delete(filling);
        client.awaitReady();
        workload.verify(client);
        System.out.printf("disk filled %d times, nothing lost%n", fill + 1);
      }
    }
  }

  private static Path fillUp() throws IOException {
    Path filling = folder.resolve("filling");
    byte[] block = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(filling)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      return filling;
    }
  }

  private static final String SMALL =
      """
      {"data":{"task":"adding"},"training":{"stop":{"maxSequences":10}}}
      """;
}
