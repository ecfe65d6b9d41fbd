package dev.carrousel.service.jobs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Points as bytes: for each its step as a long and its value as a double, big-endian. Packed, all
 * differences of steps come first, then all values, and both are deflated.
 */
final class MetricPoints {

  private static final int POINT_BYTES = Long.BYTES + Double.BYTES;

  private MetricPoints() {}

  static byte[] write(List<MetricPoint> points) {
    ByteBuffer buffer = ByteBuffer.allocate(points.size() * POINT_BYTES);
    points.forEach(point -> buffer.putLong(point.step()).putDouble(point.value()));
    return buffer.array();
  }

  static List<MetricPoint> read(byte[] content) {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    List<MetricPoint> points = new ArrayList<>(content.length / POINT_BYTES);
    while (buffer.hasRemaining()) {
      points.add(new MetricPoint(buffer.getLong(), buffer.getDouble()));
    }
    return points;
  }

  static byte[] pack(List<MetricPoint> points) {
    ByteBuffer columns = ByteBuffer.allocate(points.size() * POINT_BYTES);
    long before = 0;
    for (MetricPoint point : points) {
      columns.putLong(point.step() - before);
      before = point.step();
    }
    points.forEach(point -> columns.putDouble(point.value()));
    return deflate(columns.array());
  }

  static List<MetricPoint> unpack(byte[] content, int count) {
    ByteBuffer columns = ByteBuffer.wrap(inflate(content, count * POINT_BYTES));
    List<MetricPoint> points = new ArrayList<>(count);
    long step = 0;
    for (int at = 0; at < count; at++) {
      step += columns.getLong(at * Long.BYTES);
      points.add(new MetricPoint(step, columns.getDouble((count + at) * Long.BYTES)));
    }
    return points;
  }

  private static byte[] deflate(byte[] plain) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(plain);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length);
      byte[] buffer = new byte[plain.length];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
      return packed.toByteArray();
    }
  }

  private static byte[] inflate(byte[] packed, int length) {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(packed);
      byte[] plain = new byte[length];
      int filled = inflater.inflate(plain);
      if (filled != length) {
        throw new IllegalStateException(
            "metric segment must unpack to %d bytes, unpacked to %d".formatted(length, filled));
      }
      return plain;
    } catch (DataFormatException broken) {
      throw new IllegalStateException("metric segment cannot be unpacked", broken);
    }
  }
}
