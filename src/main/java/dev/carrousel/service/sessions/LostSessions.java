package dev.carrousel.service.sessions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * After a restart on the embedded database no other instance can be alive: sessions that one kept
 * without writing them down are lost.
 */
@Component
@ConditionalOnProperty(name = "carrousel.database.kind", havingValue = "h2")
class LostSessions implements InitializingBean {

  private static final Logger LOG = LoggerFactory.getLogger(LostSessions.class);

  private final SessionRows rows;
  private final SessionMeters meters;

  LostSessions(SessionRows rows, SessionMeters meters) {
    this.rows = rows;
    this.meters = meters;
  }

  @Override
  public void afterPropertiesSet() {
    int lost = rows.loseThoseOfOthers();
    if (lost > 0) {
      meters.lost(lost);
      LOG.warn(
          "{} sessions were lost when the service was killed; their clients will be told", lost);
    }
  }
}
