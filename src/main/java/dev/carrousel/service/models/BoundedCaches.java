package dev.carrousel.service.models;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.OptionalLong;
import java.util.function.ToLongBiFunction;
import org.springframework.util.unit.DataSize;

/** Caches that hold what was wanted lately, up to so many bytes, and tell how they do. */
public final class BoundedCaches {

  private BoundedCaches() {}

  /**
   * Makes a cache for any number of threads.
   *
   * @param name what its meters are tagged with
   * @param bound how many bytes it may hold
   * @param registry where it tells its hits, misses and bytes
   * @param bytes memory that an entry takes
   */
  public static <K, V> Cache<K, V> make(
      String name, DataSize bound, MeterRegistry registry, ToLongBiFunction<K, V> bytes) {
    Cache<K, V> cache =
        Caffeine.newBuilder()
            .maximumWeight(bound.toBytes())
            .weigher((K key, V value) ->
                (int) Math.min(Integer.MAX_VALUE, bytes.applyAsLong(key, value)))
            .recordStats()
            .build();
    CaffeineCacheMetrics.monitor(registry, cache, name);
    Gauge.builder("carrousel.cache.size", cache, BoundedCaches::weight)
        .description("Memory that a cache holds")
        .baseUnit("bytes")
        .tag("cache", name)
        .register(registry);
    return cache;
  }

  private static <K, V> double weight(Cache<K, V> cache) {
    return cache
        .policy()
        .eviction()
        .map(Policy.Eviction::weightedSize)
        .orElse(OptionalLong.empty())
        .orElse(0);
  }
}
