/** HTTP manners shared by all features: problems, identifiers, paging. */
@NullMarked
package dev.carrousel.service.web;

import org.jspecify.annotations.NullMarked;
