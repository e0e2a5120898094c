/** Where a model's parameters come from, and how a graph asks for them by name and shape. */
package io.iclight.io.weights;
