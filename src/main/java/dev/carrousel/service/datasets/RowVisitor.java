package dev.carrousel.service.datasets;

import java.util.List;

/** Shown the rows of a dataset one after another. */
@FunctionalInterface
interface RowVisitor {

  /** Looks at one row; answers whether to go on. */
  boolean visit(int row, List<String> fields);
}
