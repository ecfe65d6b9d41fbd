package dev.carrousel.service.datasets;

import dev.carrousel.service.web.ProblemException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.ObjIntConsumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A file that was received, checked and profiled, waiting in a temporary file to be stored. */
final class Upload implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final long bytes;
  private final String digest;
  private final Profile profile;

  private Upload(Path file, long bytes, String digest, Profile profile) {
    this.file = file;
    this.bytes = bytes;
    this.digest = digest;
    this.profile = profile;
  }

  /** Receives a file up to the size allowed. Nothing is left behind if it is refused. */
  static Upload receive(
      InputStream in, ContentKind kind, UploadOptions options, DatasetsProperties limits) {
    Path file = null;
    Path table = null;
    try {
      file = Files.createTempFile("carrousel-upload-", ".part");
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      long bytes = copy(new DigestInputStream(in, sha256), file, limits.maxSize().toBytes());
      String digest = HexFormat.of().formatHex(sha256.digest());
      if (kind == ContentKind.JSON) {
        table = Files.createTempFile("carrousel-upload-", ".csv");
        JsonTable.toCsv(file, table, limits);
        delete(file);
        file = table;
      }
      return new Upload(file, bytes, digest, profile(file, kind, options, limits));
    } catch (IOException | NoSuchAlgorithmException | RuntimeException refused) {
      delete(file);
      delete(table);
      throw problem(refused);
    }
  }

  private static Profile profile(
      Path file, ContentKind kind, UploadOptions options, DatasetsProperties limits)
      throws IOException {
    return switch (kind) {
      case CSV -> CsvScan.profile(file, options, limits);
      case JSON ->
          CsvScan.profile(
              file, new UploadOptions(',', true, options.text(), options.dates()), limits);
      case TEXT -> TextScan.profile(file, limits);
    };
  }

  private static RuntimeException problem(Exception refused) {
    return switch (refused) {
      case ProblemException problem -> problem;
      case ZipException _, EOFException _ ->
          new ProblemException(
              HttpStatus.BAD_REQUEST,
              "broken_encoding",
              "The content is not what its encoding gzip says.");
      default -> new IllegalStateException("an upload could not be received", refused);
    };
  }

  private static long copy(InputStream in, Path file, long limit) throws IOException {
    long bytes = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        if (bytes > limit) {
          throw new ProblemException(
              HttpStatus.CONTENT_TOO_LARGE,
              "file_too_large",
              "The file must have at most %d bytes, unpacked if it is packed.".formatted(limit));
        }
        out.write(buffer, 0, read);
      }
    }
    return bytes;
  }

  long bytes() {
    return bytes;
  }

  String digest() {
    return digest;
  }

  Profile profile() {
    return profile;
  }

  /** Passes the file on in pieces of at most {@link ChunkedContent#CHUNK_BYTES}. */
  void forEachPiece(ObjIntConsumer<byte[]> consumer) {
    try (InputStream in = Files.newInputStream(file)) {
      int index = 0;
      for (byte[] piece = in.readNBytes(ChunkedContent.CHUNK_BYTES);
          piece.length > 0;
          piece = in.readNBytes(ChunkedContent.CHUNK_BYTES)) {
        consumer.accept(piece, index++);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    delete(file);
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stays) {
      throw new UncheckedIOException(stays);
    }
  }
}
