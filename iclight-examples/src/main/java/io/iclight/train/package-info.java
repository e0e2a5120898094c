/** Training of models on rendered pictures, through the graphs that inference uses. */
package io.iclight.train;
