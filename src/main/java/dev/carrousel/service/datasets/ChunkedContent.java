package dev.carrousel.service.datasets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A long content in pieces, each compressed on its own, so that neither writing nor reading holds
 * more than one in memory.
 */
final class ChunkedContent {

  static final int CHUNK_BYTES = 1 << 20;

  private ChunkedContent() {}

  static byte[] compress(byte[] piece) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(piece);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** The whole content, piece after piece as it is read. */
  @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing but an Enumeration
  static InputStream read(IntFunction<Optional<byte[]>> pieces) {
    return new SequenceInputStream(
        new Enumeration<>() {
          private int index;
          private @Nullable InputStream next = open();

          @Override
          public boolean hasMoreElements() {
            return next != null;
          }

          @Override
          public InputStream nextElement() {
            InputStream current = next;
            if (current == null) {
              throw new NoSuchElementException();
            }
            next = open();
            return current;
          }

          private @Nullable InputStream open() {
            return pieces.apply(index++).map(ChunkedContent::decompress).orElse(null);
          }
        });
  }

  private static InputStream decompress(byte[] piece) {
    try {
      return new GZIPInputStream(new ByteArrayInputStream(piece));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
