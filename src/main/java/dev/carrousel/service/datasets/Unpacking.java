package dev.carrousel.service.datasets;

import dev.carrousel.service.web.ProblemException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Unpacks what was packed by gzip, whether a header says so or only its first bytes. */
final class Unpacking {

  private static final int MAGIC_1 = 0x1f;

  /** No text in UTF-8 has this byte in the second place after the first. */
  private static final int MAGIC_2 = 0x8b;

  private Unpacking() {}

  static InputStream of(InputStream in, @Nullable String encoding) throws IOException {
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return of(in);
    }
    if (!encoding.equalsIgnoreCase("gzip")) {
      throw new ProblemException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "unsupported_encoding",
          "The content may be packed by gzip only, was packed by " + encoding + ".");
    }
    return gzip(in);
  }

  static InputStream of(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(2);
    boolean packed = buffered.read() == MAGIC_1 && buffered.read() == MAGIC_2;
    buffered.reset();
    return packed ? gzip(buffered) : buffered;
  }

  private static InputStream gzip(InputStream in) throws IOException {
    try {
      return new GZIPInputStream(in);
    } catch (ZipException | EOFException broken) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST,
          "broken_encoding",
          "The content is not what its encoding gzip says.");
    }
  }
}
