/**
 * Trained models as ONNX files that answer by themselves: from columns and symbols in the user's
 * own units and names to answers in them. Everything that lies between is part of the graph.
 *
 * <p>Letters: T steps, B sequences, I inputs, H cells, O outputs. Inside a graph time comes first,
 * shape [T,B,...], as the operator LSTM wants it; inputs and outputs of a graph begin with B. Rows
 * are encoded and answers scaled in double precision, as the service does; layered networks compute
 * in single precision, original ones in double.
 */
@NullMarked
package dev.carrousel.service.onnx;

import org.jspecify.annotations.NullMarked;
