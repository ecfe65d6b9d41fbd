package dev.carrousel.service.jobs;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Points as bytes: for each its step as a long and its value as a double, big-endian. */
final class MetricChunk {

  static final int CAPACITY = 512;
  private static final int POINT_BYTES = Long.BYTES + Double.BYTES;

  private MetricChunk() {}

  static byte[] append(byte[] content, List<MetricPoint> points) {
    ByteBuffer buffer =
        ByteBuffer.allocate(content.length + points.size() * POINT_BYTES).put(content);
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
}
